import Testing

@testable import Policy

/// What is told to people: requirements, losses, and what several masks come to.
@Suite struct WordsTests {
  private let lender = Project(name: "p", owner: "mary", members: ["mary", "eric"], sources: ["a"])

  @Test func aRequirementNamesOnlyWhatPoliciesRestrict() throws {
    var governance = try world()
    let people = Project(name: "q", owner: "mary", members: ["mary", "ann"], sources: ["a"])
    #expect(
      governance.words(for: try governance.requirement(writing: ["a"], in: people))
        == "sees a.name in the clear and a.ssn in the clear")
    governance.rules["own"] = try rows("own", "region IN @attribute('region')")
    governance.rules["none"] = try rows("none", "salary > 10", for: "user('zoe')")
    #expect(
      governance.words(for: try governance.requirement(writing: ["a"], in: lender))
        == "sees a.name as hash(length=64,scope='project'), a.ssn as hash(length=64,scope='project')"
        + " and the rows region = 'US' of a")
    governance.rules = ["open": try access("open", "everyone")]
    let review = Project(name: "r", owner: "mary", members: ["mary"], sources: ["a"], purposes: ["fraud.review"])
    #expect(
      governance.words(for: try governance.requirement(writing: ["a"], in: review))
        == "sees a, acting under fraud.review")
  }

  @Test func whatShowsNothingAsksForNothing() throws {
    var governance = try world()
    governance.rules["pii"]?.kind = .column(try mask("null"), reversibleFor: nil)
    let words = governance.words(for: try governance.requirement(writing: ["a"], in: lender))
    #expect(words == "sees a")
  }

  @Test func redundantRestrictionsAreLeftOutWithoutChangingTheView() throws {
    let view = VisibleView(
      rows: [try predicate("region IN ('EU', 'US')"), try predicate("region = 'US'"), try predicate("salary > 3")],
      columns: [
        "salary": [
          Restriction(mask: try mask("round(to=10)")),
          Restriction(when: try predicate("region = 'US'"), mask: try mask("null")),
          Restriction(mask: try mask("round(to=5)")),
        ]
      ])
    let least = view.withoutRedundancy
    #expect(least.rows.map(\.text).sorted() == ["region = 'US'", "salary > 3"])
    #expect(least.columns["salary"]?.count == 1)
    #expect(
      View.visible(view).reveals(atLeast: .visible(least)) && View.visible(least).reveals(atLeast: .visible(view)))
  }

  @Test func someColumnsAskForLess() throws {
    let governance = try world()
    let mary = Project(name: "q", owner: "mary", members: ["mary"], sources: ["a"])
    let source = try #require(governance.sources["a"])
    let view = try #require(try governance.projectView(of: source, in: mary, now: 0).visible)
    func readers(_ view: VisibleView) throws -> [String] {
      let required = RequiredView(source: "a", version: "v", schema: staff, view: .visible(view))
      let requirement = Requirement(views: [required], purposes: [])
      return ["mary", "eric", "zoe", "out"].filter { governance.satisfies($0, requirement) }
    }
    #expect(try readers(view) == ["mary"])
    #expect(try readers(view.showing(only: ["region", "salary"], of: staff)) == ["mary", "eric", "zoe"])
    #expect(try readers(view.showing(only: ["region", "ssn"], of: staff)) == ["mary"])
    #expect(throws: PolicyError.self) { try view.showing(only: ["nothing"], of: staff) }
  }

  @Test func anExplanationSaysWhatIsLostAndWhatMasksComeTo() throws {
    var governance = try world()
    governance.rules["more"] = PolicyRule(
      name: "more", kind: .column(try mask("show(last=4)"), reversibleFor: nil),
      target: TargetSelector(column: Glob("ssn")), appliesTo: .user("mary"))
    let mary = try #require(governance.principals["mary"])
    let context = AccessContext(principal: mary, project: lender, now: 0)
    let explanation = try governance.explanation(of: try #require(governance.sources["a"]), in: context)
    #expect(try explanation.combined(on: "ssn") == mask("null") && explanation.combined(on: "name") == nil)
    let losses = Dictionary(explanation.losses.map { ($0.principal, $0.revelations) }) { $1 }
    #expect(losses["mary"]?.count == 2 && losses["eric"]?.count == 1)
  }

  /// A source that is made of itself, which no command makes, is closed and does not hang.
  @Test func whatIsMadeOfItselfIsClosed() throws {
    var governance = try world()
    let source = try #require(governance.sources["a"])
    let view = try governance.sees("mary")
    let own = Requirement(views: [RequiredView(source: "d", version: "v", schema: staff, view: view)], purposes: [])
    governance.sources["d"] = Source(name: "d", schema: source.schema, owner: "mary", requirement: own)
    #expect(try governance.sees("mary", "d").isHidden)
  }
}
