import Testing

@testable import Policy

/// Mary and Eric: phase 2 of policy.md at the level of views.
@Suite struct StoryTests {
  private func project(
    _ name: String, _ members: Set<String>, _ sources: Set<String> = ["a"], _ purposes: Set<String> = []
  )
    -> Project
  {
    Project(name: name, owner: members.sorted()[0], members: members, sources: sources, purposes: purposes)
  }

  @Test func theAuditFindsSharingDownAndUp() throws {
    var governance = try world()
    func found() throws -> [String] {
      try governance.sharingFindings(in: Array(governance.databases.values), now: 0).map {
        "\($0.kind.rawValue) \($0.writers.joined(separator: "+")) \($0.readers.joined(separator: "+"))"
      }
    }
    #expect(try found() == ["down mary eric", "up eric mary"])
    governance.databases["shared"]?.readers = Audience(users: ["mary"])
    #expect(try found() == ["up eric mary"])
    governance.databases["shared"]?.readers = Audience(groups: ["analysts"])
    #expect(try found() == ["down mary eric+zoe", "up eric mary"])
  }

  @Test func aGrantShowsWhatItWouldAdd() throws {
    var governance = try world()
    governance.sources["b"] = Source(name: "b", schema: staff, owner: "ann")
    governance.rules["open"] = try access("open", "group('analysts') or group('hr')", source: "a")
    let databases = Array(governance.databases.values)
    let added = try governance.sharingFindings(
      addedBy: [Grant(source: "b", principal: "mary")], in: databases, now: 0)
    #expect(added.map(\.sources) == [["b"], ["b"]])
    #expect(added.map(\.kind) == [.down, .up])
    #expect(added[0].writers == ["mary"] && added[0].readers == ["eric"] && added[0].reveals == [.source])
    let nothing = try governance.sharingFindings(
      addedBy: [Grant(source: "a", principal: "mary")], in: databases, now: 0)
    #expect(nothing.isEmpty)
  }

  @Test func aProjectSeesWhatAllItsMembersMaySee() throws {
    let governance = try world()
    let source = try #require(governance.sources["a"])
    let p = project("p", ["mary", "eric"])
    #expect(try governance.projectView(of: source, in: p, now: 0) == governance.sees("eric"))
    #expect(try governance.sees("mary").visible?.columns.isEmpty == true)
    let withOut = project("p", ["mary", "eric", "out"])
    guard case .hidden(.member("out", _)) = try governance.projectView(of: source, in: withOut, now: 0) else {
      Issue.record("not hidden because of out")
      return
    }
    let ann = try #require(governance.principals["ann"])
    let context = AccessContext(principal: ann, project: p, now: 0)
    #expect(try governance.contextView(of: source, in: context) == .hidden(.notInProject))
  }

  @Test func aNewMemberClosesWhatWasWrittenAboveThem() throws {
    let governance = try world()
    let clear = project("p", ["mary", "ann"])
    let written = try governance.requirement(writing: ["a"], in: clear)
    let grown = project("p", ["mary", "ann", "eric"])
    #expect(governance.satisfies("mary", written, in: grown))
    #expect(governance.satisfies("ann", written, in: grown))
    #expect(!governance.satisfies("eric", written, in: grown))
    #expect(governance.satisfies("eric", try governance.requirement(writing: ["a"], in: grown), in: grown))
  }

  @Test func derivedSourcesOpenByTheirRequirement() throws {
    var governance = try world()
    governance.rules["open"] = try access("open", "group('analysts') or group('hr')", source: "a")
    func derive(_ name: String, from source: String, _ members: Set<String>) throws {
      let requirement = try governance.requirement(writing: [source], in: project("x" + name, members, [source]))
      governance.sources[name] = Source(name: name, schema: staff, owner: "mary", requirement: requirement)
    }
    func readers(_ name: String) throws -> [String] {
      try governance.principals.keys.sorted().filter { try !governance.sees($0, name).isHidden }
    }
    try derive("masked", from: "a", ["mary", "eric"])
    try derive("clear", from: "a", ["mary", "ann"])
    #expect(try readers("masked") == ["ann", "eric", "mary", "zoe"])
    #expect(try readers("clear") == ["ann", "mary"])
    try derive("clear2", from: "clear", ["mary"])
    #expect(try readers("clear2") == ["ann", "mary"])
    governance.rules["late"] = try rows("late", "region = 'EU'", for: "user('ann')")
    #expect(try readers("clear2") == ["mary"])
    #expect(try readers("clear") == ["mary"])
    #expect(try readers("masked") == ["eric", "mary", "zoe"])
  }

  @Test func purposesOpenAndCloseWithTheProject() throws {
    let governance = try world([access("open", "purpose('fraud')")])
    let source = try #require(governance.sources["a"])
    let review = project("f", ["mary", "eric"], ["a"], ["fraud.review"])
    #expect(try governance.sees("mary").isHidden)
    #expect(try !governance.projectView(of: source, in: review, now: 0).isHidden)
    let requirement = try governance.requirement(writing: ["a"], in: review)
    #expect(governance.satisfies("eric", requirement, in: review))
    #expect(!governance.satisfies("eric", requirement))
    #expect(!governance.satisfies("eric", requirement, in: project("g", ["mary", "eric"], ["a"], ["fraud"])))
  }

  @Test func togetherViewsMayTellTooMuch() throws {
    var governance = try world()
    governance.rules["poor"] = try rows("poor", "salary < 50000", for: "user('eric')")
    governance.rules["pay"] = PolicyRule(
      name: "pay", kind: .column(try mask("null"), reversibleFor: nil),
      target: TargetSelector(source: Glob("a"), column: Glob("salary")), appliesTo: .user("mary"))
    let source = try #require(governance.sources["a"])
    let view = try governance.projectView(of: source, in: project("p", ["mary", "eric"]), now: 0)
    guard case .hidden(.tellsMember("mary", let told)) = view else {
      Issue.record("not hidden because of mary")
      return
    }
    #expect(told == [.presence(predicate: "salary < 50000", naming: ["salary"])])
  }

  @Test func explanationsNameThePolicyAndTheMember() throws {
    var governance = try world()
    governance.rules["own"] = try rows("own", "region IN @attribute('region')", for: "user('eric')")
    let mary = try #require(governance.principals["mary"])
    let context = AccessContext(principal: mary, project: project("p", ["mary", "eric"]), now: 0)
    let explanation = try governance.explanation(of: try #require(governance.sources["a"]), in: context)
    #expect(explanation.columns.keys.sorted() == ["name", "ssn"])
    #expect(explanation.columns["ssn"]?.first?.causes == [Explanation.Cause(policy: "pii", member: "eric")])
    #expect(explanation.rows.map(\.predicate.text) == ["region = 'US'"])
    #expect(explanation.rows.first?.causes == [Explanation.Cause(policy: "own", member: "eric")])
    #expect(!explanation.view.isHidden)
  }

  @Test func predicatesAreGroundToTheContext() throws {
    var governance = try world()
    governance.rules["own"] = try rows("own", "region IN @attribute('region')")
    #expect(try governance.sees("mary").visible?.rows == [predicate("region IN ('EU', 'US')")])
    #expect(try governance.sees("zoe").visible?.rows == [predicate("FALSE")])
    governance.rules["cell"] = PolicyRule(
      name: "cell", kind: .cell(try mask("null"), when: "'hr' NOT IN @groups", reversibleFor: nil),
      target: TargetSelector(source: Glob("a"), column: Glob("salary")))
    #expect(try governance.sees("mary").visible?.columns["salary"] == nil)
    #expect(try governance.sees("eric").visible?.columns["salary"] == [Restriction(mask: mask("null"))])
  }

  @Test func aPolicyThatDoesNotFitStopsTheView() throws {
    var governance = try world()
    governance.rules["bad"] = try rows("bad", "nothing = 1")
    #expect(throws: PolicyError.self) { try governance.sees("mary") }
    governance.rules["bad"] = PolicyRule(
      name: "bad", kind: .column(try mask("show(last=4)"), reversibleFor: nil),
      target: TargetSelector(source: Glob("a"), column: Glob("salary")))
    #expect(throws: PolicyError.self) { try governance.sees("mary") }
    #expect(governance.rules["bad"]?.misfit(on: try #require(governance.sources["a"]))?.key == "mask")
  }
}
