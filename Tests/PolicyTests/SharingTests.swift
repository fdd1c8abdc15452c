import Columnar
import Testing

@testable import Policy

/// The analysis by classes finds what comparing every pair of principals does.
@Suite struct SharingTests {
  private struct Pair: Hashable {
    var database: String
    var source: String
    var writer: String
    var reader: String
    var kind: SharingFinding.Kind
    var reveals: [Revelation]
  }

  private func pairs(_ findings: [SharingFinding]) -> [Pair] {
    findings.flatMap { finding in
      finding.sources.flatMap { source in
        finding.writers.flatMap { writer in
          finding.readers.map { reader in
            Pair(
              database: finding.database, source: source, writer: writer, reader: reader, kind: finding.kind,
              reveals: finding.reveals)
          }
        }
      }
    }
  }

  /// As policy.md words it: for every database, writer, reader and source.
  private func plainly(_ governance: Governance) throws -> Set<Pair> {
    var found: Set<Pair> = []
    for database in governance.databases.values {
      for writer in governance.principals.values where database.writers.includes(writer) {
        for reader in governance.principals.values where database.readers.includes(reader) && reader != writer {
          for source in governance.sources.values {
            let theirs = try governance.view(of: source, in: AccessContext(principal: writer, now: 0))
            let own = try governance.view(of: source, in: AccessContext(principal: reader, now: 0))
            let down = revelations(of: theirs, beyond: own)
            if down.isEmpty, theirs.reveals(atLeast: own) { continue }
            found.insert(
              Pair(
                database: database.name, source: source.name, writer: writer.name, reader: reader.name,
                kind: down.isEmpty ? .up : .down, reveals: down))
          }
        }
      }
    }
    return found
  }

  @Test(arguments: 0..<12)
  func classesFindWhatPairsDo(seed: UInt64) throws {
    var random = Seeded(seed: seed)
    let governance = try generated(&random)
    let found = pairs(try governance.sharingFindings(in: Array(governance.databases.values), now: 0))
    #expect(Set(found).count == found.count)
    #expect(try Set(found) == plainly(governance))
  }

  @Test(arguments: 0..<6)
  func aGrantAddsWhatItWouldBeFoundWithIt(seed: UInt64) throws {
    var random = Seeded(seed: seed)
    let governance = try generated(&random)
    let databases = Array(governance.databases.values)
    let grant = Grant(source: "s0", principal: "u1")
    var granted = governance
    granted.grants = [grant]
    let wanted = try plainly(granted).subtracting(plainly(governance))
    #expect(try Set(pairs(governance.sharingFindings(addedBy: [grant], in: databases, now: 0))) == wanted)
  }

  /// So many that every pair, or every principal and source by itself, could not be looked at in a test.
  @Test func manyPrincipalsAndSourcesAreFewClasses() throws {
    let principals = (0..<20_000).map { index in
      Principal(
        name: "u\(index)", groups: [index % 3 == 0 ? "hr" : "analysts", "g\(index % 7)"],
        attributes: ["team": ["\(index)"]])
    }
    let sources = (0..<400).map { Source(name: "s\($0)", schema: staff, tags: ["crm"], columns: ["ssn": ["pii"]]) }
    let open = PolicyRule(
      name: "open", kind: .access(allow: .everyone, isRequired: true), target: TargetSelector(sourceTag: "crm"))
    let hidden = PolicyRule(
      name: "pii", kind: .column(try mask("hash"), reversibleFor: nil), target: TargetSelector(columnTag: "pii"),
      except: .group("hr"))
    let all = Audience(groups: ["hr", "analysts"])
    let governance = Governance(
      principals: principals, sources: sources, rules: [open, hidden],
      sampleDraw: { FixedDraw(identity: $0) })
    let findings = try governance.sharingFindings(
      in: [SharedDatabase(name: "d", readers: all, writers: all)], now: 0)
    #expect(findings.map(\.kind) == [.down, .up])
    #expect(findings.allSatisfy { $0.sources.count == 400 })
    #expect(findings.allSatisfy { $0.writers.count + $0.readers.count == 20_000 })
  }

  private func generated(_ random: inout Seeded) throws -> Governance {
    func some<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }
    let conditions = [
      "group('hr')", "group('analysts')", "attribute('region', 'EU')", "attribute('region')", "user('u0')",
      "permission('audit')", "not group('hr')", "everyone", "purpose('x')",
    ]
    let principals = (0..<7).map { index in
      Principal(
        name: "u\(index)", groups: Set(["hr", "analysts", "EU"].filter { _ in Bool.random(using: &random) }),
        attributes: Bool.random(using: &random) ? ["region": [some(["EU", "US"])]] : [:],
        permissions: some([[], [], [.audit], [.admin]]))
    }
    var rules: [PolicyRule] = []
    for index in 0..<Int.random(in: 1...6, using: &random) {
      let target = TargetSelector(
        source: Glob(some(["s0", "s1", "s*", "d"])),
        column: Glob(some(["ssn", "salary", "name"])))
      let wide = TargetSelector(source: target.source)
      let text = some([
        "region IN @attribute('region')", "salary > 5", "region = @user", "'hr' IN @groups", "salary < 9",
      ])
      let kinds: [(PolicyRule.Kind, TargetSelector)] = [
        (.access(allow: try Condition(parsing: some(conditions)), isRequired: Bool.random(using: &random)), wide),
        (.row(.predicate(text)), wide), (.column(try mask(some(["hash", "null"])), reversibleFor: nil), target),
        (.cell(try mask("null"), when: text, reversibleFor: nil), target),
        (.row(.sample(percent: some(["10", "20"]), by: "ssn")), wide),
      ]
      let (kind, selected) = some(kinds)
      rules.append(
        PolicyRule(
          name: "p\(index)", kind: kind, target: selected, appliesTo: try Condition(parsing: some(conditions)),
          except: Bool.random(using: &random) ? try Condition(parsing: some(conditions)) : nil))
    }
    rules.append(try access("open", "everyone", source: some(["s0", "s*"])))
    var governance = Governance(
      principals: principals,
      sources: [
        Source(name: "s0", schema: staff, owner: "u2"), Source(name: "s1", schema: staff, owner: "u3"),
        Source(name: "s2", schema: staff, owner: "u3"),
      ], rules: rules,
      databases: [
        SharedDatabase(
          name: "x", readers: Audience(users: ["u0", "u1", "u2", "u3"]), writers: Audience(groups: ["hr"])),
        SharedDatabase(name: "y", readers: Audience(groups: ["EU"]), writers: Audience(users: ["u4", "u1"])),
      ], sampleDraw: { FixedDraw(identity: $0) })
    let project = Project(name: "p", owner: "u0", members: [some(["u0", "u1", "u5"])], sources: ["s0"])
    let requirement = try governance.requirement(writing: ["s0"], in: project)
    governance.sources["d"] = Source(name: "d", schema: staff, owner: "u6", requirement: requirement)
    return governance
  }
}
