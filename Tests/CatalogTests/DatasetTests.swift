import Columnar
import Policy
import Testing

@testable import Catalog

@Suite struct DatasetTests {
  /// The story with an HR colleague, and a project of Mary's.
  private func story(members: [String]) throws -> World {
    let world = try World()
    try world.apply(World.story)
    try world.apply(
      """
      principals: [{name: ann, groups: [analysts, hr]}]
      """)
    try world.catalog.createProject(
      "p", sources: ["people"], members: members, purposes: [], in: try world.context("mary"))
    return world
  }

  @discardableResult
  private func write(
    _ world: World, _ name: String? = "out", _ mode: WritePlan.Mode = .new, as who: String = "mary"
  ) throws -> DatasetSummary {
    let context = try world.context(who, .named("p"))
    let plan = try world.catalog.planWriting(name, from: ["people"], mode: mode, in: context)
    return try world.catalog.finish(plan, rows: 4, files: [], in: context)
  }

  private func isOpen(_ world: World, to who: String) throws -> Bool {
    let context = try world.context(who, .named("p"))
    let listed = try world.catalog.datasets(in: context).first { $0.name == "out" }?.isOpen
    let read = (try? world.catalog.dataset("out", in: context)) != nil
    #expect(listed == read)
    return read
  }

  @Test func outsideProjectsThereIsNowhereToWriteAndNothingToSee() throws {
    let world = try story(members: ["eric"])
    try write(world)
    let alone = try world.context("mary")
    let error = #expect(throws: CatalogError.self) {
      try world.catalog.planWriting("out", from: ["people"], mode: .new, in: alone)
    }
    #expect(error?.kind == .denied)
    #expect(try world.catalog.datasets(in: alone).isEmpty)
    #expect(throws: CatalogError.self) { try world.catalog.dataset("out", in: alone) }
  }

  @Test func aFirstWriteThatDidNotEndIsNotInTheWay() throws {
    let world = try story(members: ["eric"])
    let context = try world.context("mary", .named("p"))
    _ = try world.catalog.planWriting("out", from: ["people"], mode: .new, in: context)
    #expect(try world.catalog.datasets(in: context).isEmpty)
    try write(world)
    #expect(try world.catalog.datasets(in: context).map(\.name) == ["out"])
  }

  @Test func manifestsAndTagsAreSigned() throws {
    let world = try story(members: ["eric"])
    let context = try world.context("mary", .named("p"))
    let plan = try world.catalog.planWriting(nil, from: ["people"], mode: .new, in: context)
    let key = try world.catalog.publicKey()
    #expect(plan.dataset == "people" && plan.path.hasSuffix("/.louver/workspaces/p/people"))
    #expect(SignedRecord.verify(plan.tag, with: key))
    #expect(plan.tag["project"] == "p" && plan.tag["author"] == "mary" && plan.tag["time"] == "2024-03-31T12:00:00Z")
    let view = try #require(plan.tag["parents"]?.array?.first?["view"])
    #expect(try View(json: view, schema: people) == .visible(plan.sources[0].view))
    let summary = try world.catalog.finish(plan, rows: 4, files: [], in: context)
    #expect(SignedRecord.verify(summary.manifest, with: key))
    #expect(summary.parents == ["people"] && summary.rows == 4 && summary.isOpen && summary.created == World.now)
    let file = try PrivateFile.read(world.catalog.directory + "/manifest.pub", limit: 100, secret: false)
    #expect(try PublicKey(text: String(decoding: file, as: UTF8.self)) == key)
  }

  @Test func aNewMemberClosesOlderDatasetsToThemselvesOnly() throws {
    let world = try story(members: ["ann"])
    try write(world)
    let mary = try world.context("mary")
    try world.catalog.add(sources: [], members: ["eric"], purposes: [], to: "p", in: mary)
    #expect(try isOpen(world, to: "mary") && isOpen(world, to: "ann"))
    #expect(try !isOpen(world, to: "eric"))
    let before = try world.catalog.datasets(in: try world.context("eric", .named("p")))[0]
    #expect(before.failures.contains { if case .reveals(source: "people", _) = $0 { true } else { false } })
    try write(world, "out", .refresh, as: "eric")
    #expect(try isOpen(world, to: "eric") && isOpen(world, to: "mary"))
  }

  @Test func whatIsBeingWrittenHoldsAsWell() throws {
    let world = try story(members: ["eric"])
    try write(world)
    let mary = try world.context("mary")
    try world.catalog.remove(sources: [], members: ["eric"], purposes: [], from: "p", in: mary)
    // Mary alone writes in the clear; while she does, and if she dies doing it, Eric reads neither.
    let context = try world.context("mary", .named("p"))
    do { _ = try world.catalog.planWriting("out", from: ["people"], mode: .replace, in: context) }
    try world.catalog.add(sources: [], members: ["eric"], purposes: [], to: "p", in: mary)
    #expect(try !isOpen(world, to: "eric"))
    try write(world, "out", .replace)
    #expect(try isOpen(world, to: "eric"))
  }

  @Test func modesSayWhatMustBeThere() throws {
    let world = try story(members: ["eric"])
    #expect(throws: CatalogError.self) { try write(world, "out", .refresh) }
    try write(world)
    let error = #expect(throws: CatalogError.self) { try write(world) }
    #expect(error?.kind == .conflict)
    try write(world, "out", .append)
    try write(world, "other", .replace)
    let again = try world.catalog.datasets(in: try world.context("eric", .named("p")))
    #expect(again.map(\.name) == ["other", "out"])
    #expect(throws: CatalogError.self) { try write(world, "../x") }
    #expect(throws: CatalogError.self) { try write(world, ".hidden") }
  }

  @Test func appendedFilesAreReadByWhatAllOfThemRequire() throws {
    let world = try story(members: ["ann"])
    try write(world)
    try world.catalog.add(sources: [], members: ["eric"], purposes: [], to: "p", in: try world.context("mary"))
    try write(world, "out", .append)
    #expect(try !isOpen(world, to: "eric"))
  }

  @Test func oneCommandWritesADatasetAtATime() throws {
    let world = try story(members: ["eric"])
    let context = try world.context("mary", .named("p"))
    let plan = try world.catalog.planWriting("out", from: ["people"], mode: .new, in: context)
    let other = try world.reopened()
    let error = #expect(throws: CatalogError.self) {
      try other.planWriting("out", from: ["people"], mode: .replace, in: context)
    }
    #expect(error?.kind == .conflict)
    _ = try other.planWriting("out2", from: ["people"], mode: .new, in: context)
    _ = try world.catalog.finish(plan, rows: 1, files: [], in: context)
  }

  @Test func derivedSourcesRequireWhatTheirDatasetDoes() throws {
    let world = try story(members: ["ann"])
    try write(world)
    let inside = try world.context("mary", .named("p"))
    let denied = #expect(throws: CatalogError.self) {
      try world.catalog.derive("d", from: "out", tags: [:], in: try world.context("ann", .named("p")))
    }
    #expect(denied?.kind == .denied)
    #expect(throws: CatalogError.self) { try world.catalog.derive("people", from: "out", tags: [:], in: inside) }
    #expect(throws: CatalogError.self) { try world.catalog.derive("d", from: "out", tags: ["nme": ["x"]], in: inside) }
    let source = try world.catalog.derive("d", from: "out", tags: ["salary": ["money"]], in: inside)
    #expect(source.columns == ["name": ["pii.name"], "ssn": ["pii.id"], "salary": ["money"]])
    #expect(source.requirement?.sources == ["people"])
    func sees(_ who: String) throws -> Bool {
      (try? world.catalog.source("d", for: "read", in: try world.context(who))) != nil
    }
    #expect(try sees("mary") && sees("ann"))
    #expect(try !sees("eric") && !sees("out"))
    let location = try world.catalog.source("d", for: "read", in: try world.context("ann")).location
    #expect(location == world.catalog.directory + "/workspaces/p/out")
    // Written anew for Eric as well, it opens to him: the source follows its dataset.
    try world.catalog.add(sources: [], members: ["eric"], purposes: [], to: "p", in: try world.context("mary"))
    try write(world, "out", .refresh)
    #expect(try sees("eric"))
    #expect(try world.catalog.export(in: try world.context()).contains("name: d\n") == false)
    #expect(try world.apply(try world.catalog.export(in: try world.context())).isEmpty)
    try world.apply("remove: {sources: [d]}\n")
    #expect(try !sees("mary"))
    let gone = try world.catalog.deleteProject("p", purge: false, in: try world.context("mary"))
    #expect(gone.directories == [world.catalog.workspaces + "/p"] && gone.keptDatasets.isEmpty)
  }

  @Test func aLaterPolicyOfTheParentClosesWhatWasDerived() throws {
    let world = try story(members: ["ann"])
    try write(world)
    _ = try world.catalog.derive("d", from: "out", tags: [:], in: try world.context("mary", .named("p")))
    try world.apply(
      """
      policies: [{name: late, kind: row, on: {source: people}, where: "region = 'EU'", for: "user('ann')"}]
      """)
    let mary = try world.catalog.source("d", for: "read", in: try world.context("mary"))
    #expect(mary.view.rows.isEmpty)
    #expect(throws: CatalogError.self) { try world.catalog.source("d", for: "read", in: try world.context("ann")) }
    let log = try world.catalog.auditEntries(since: nil, principal: "ann", in: try world.context())
    #expect(log.last?.detail["reason"]?.string?.contains("region = 'EU'") == true)
  }

  @Test func leaksAreForThoseWhoAuditOrGovern() throws {
    let world = try story(members: ["eric"])
    let root = try world.context()
    let findings = try world.catalog.leaks(database: nil, grants: [], in: root)
    #expect(
      findings.contains {
        $0.sources == ["people"] && $0.kind == .down && $0.writers == ["mary"] && $0.readers == ["eric"]
      })
    #expect(throws: CatalogError.self) {
      try world.catalog.leaks(database: nil, grants: [], in: try world.context("eric"))
    }
    #expect(throws: CatalogError.self) { try world.catalog.leaks(database: "none", grants: [], in: root) }
    for bad in ["write people to eric", "read people", "read nothing to eric", "read people to nobody"] {
      #expect(throws: CatalogError.self) { try world.catalog.leaks(database: nil, grants: [bad], in: root) }
    }
    let added = try world.catalog.leaks(database: "shared", grants: ["read payroll to eric"], in: root)
    #expect(added.allSatisfy { $0.sources == ["payroll"] })
  }
}
