import Testing

@testable import Policy

/// What a change of declarations is said to mean is what the views of everybody say.
@Suite struct AccessChangeTests {
  private func plainly(_ before: Governance, _ after: Governance) throws -> [String: (
    Set<String>, [Revelation], [Revelation]
  )] {
    var found: [String: (Set<String>, [Revelation], [Revelation])] = [:]
    for source in Set(before.sources.keys).union(after.sources.keys) {
      for name in Set(before.principals.keys).union(after.principals.keys) {
        let (old, new) = (try view(of: source, name, before), try view(of: source, name, after))
        let (gained, lost) = (revelations(of: new, beyond: old), revelations(of: old, beyond: new))
        if gained.isEmpty, lost.isEmpty { continue }
        found["\(source) \(gained) \(lost)", default: ([], gained, lost)].0.insert(name)
      }
    }
    return found
  }

  private func view(of source: String, _ name: String, _ governance: Governance) throws -> View {
    governance.principals[name] == nil || governance.sources[source] == nil
      ? .hidden(.noPolicyOpens) : try governance.sees(name, source)
  }

  private func check(_ before: Governance, _ after: Governance) throws {
    let wanted = try plainly(before, after)
    let changes = after.accessChanges(since: before, now: 0)
    #expect(changes.count == wanted.count)
    for change in changes {
      let entry = try #require(wanted["\(change.source) \(change.gained) \(change.lost)"])
      #expect(entry.0 == Set(change.principals) && change.principals == change.principals.sorted())
    }
  }

  @Test func noChangeMeansNothing() throws { try check(try world(), try world()) }

  @Test func everyKindOfChangeIsSeen() throws {
    let before = try world()
    var after = before
    after.rules["own"] = try rows("own", "region IN @attribute('region')", for: "not user('ann')")
    try check(before, after)
    try check(after, before)
    after.rules["pii"] = nil
    try check(before, after)
    after.principals["zoe"] = nil
    after.principals["new"] = Principal(name: "new", groups: ["hr"])
    try check(before, after)
    after.principals["eric"]?.groups = ["hr"]
    try check(before, after)
    after.sources["b"] = Source(name: "b", schema: staff, owner: "out")
    after.rules["open"] = try access("open", "group('hr')", source: "a")
    try check(before, after)
    try check(after, before)
    after.sources["a"]?.columns = [:]
    try check(before, after)
  }

  @Test func aStricterParentIsSeenInWhatWasDerived() throws {
    var before = try world()
    before.rules["open"] = try access("open", "group('analysts') or group('hr')", source: "a")
    let project = Project(name: "p", owner: "mary", members: ["mary", "ann"], sources: ["a"])
    let requirement = try before.requirement(writing: ["a"], in: project)
    before.sources["d"] = Source(name: "d", schema: staff, owner: "mary", requirement: requirement)
    var after = before
    after.rules["late"] = try rows("late", "region = 'EU'", for: "user('ann')")
    try check(before, after)
    let changes = after.accessChanges(since: before, now: 0)
    #expect(
      changes.map(\.source) == ["a", "d"] && changes.allSatisfy { $0.principals == ["ann"] && $0.gained.isEmpty })
    #expect(changes[1].lost == [.source])
  }
}
