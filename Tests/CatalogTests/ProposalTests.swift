import Columnar
import Policy
import Testing

@testable import Catalog

/// What would be, before it is; and what goes when a project goes.
@Suite struct ProposalTests {
  private func story(_ members: [String], purposes: [String] = []) throws -> World {
    let world = try World()
    try world.apply(World.story)
    try world.apply("principals: [{name: ann, groups: [analysts, hr]}]")
    try world.catalog.createProject(
      "p", sources: ["people"], members: members, purposes: purposes, in: try world.context("mary"))
    return world
  }

  private func write(
    _ world: World, _ name: String = "out", from source: String = "people", _ mode: WritePlan.Mode = .new,
    columns: [String]? = nil
  ) throws {
    let context = try world.context("mary", .named("p"))
    let plan = try world.catalog.planWriting(name, from: [source], columns: columns, mode: mode, in: context)
    _ = try world.catalog.finish(plan, rows: 4, files: [], in: context)
  }

  private func isOpen(_ world: World, _ name: String, to who: String) throws -> Bool {
    (try? world.catalog.dataset(name, in: try world.context(who, .named("p")))) != nil
  }

  @Test func whatIsProposedIsWhatComes() throws {
    let world = try story(["ann"])
    try write(world)
    try write(world, "few", columns: ["region", "salary"])
    let mary = try world.context("mary")
    let report = try world.catalog.proposal(.addMember("eric"), for: "p", in: mary)
    #expect(report.sources.count == 1 && report.sources[0].gained.isEmpty)
    #expect(report.sources[0].lost.map(\.description).contains { $0.hasPrefix("column ssn beyond hash") })
    #expect(report.datasets.map(\.name) == ["few", "out"])
    #expect(report.datasets[0].closing.isEmpty && report.datasets[0].opening == ["eric"])
    #expect(report.datasets[1].closing.map(\.member) == ["eric"] && report.datasets[1].opening.isEmpty)
    // Nothing has happened yet.
    #expect(try world.catalog.project("p", in: mary).project.members == ["mary", "ann"])
    try world.catalog.add(sources: [], members: ["eric"], purposes: [], to: "p", in: mary)
    for (name, open) in [("few", true), ("out", false)] { #expect(try isOpen(world, name, to: "eric") == open) }
    let after = try world.catalog.project("p", in: mary)
    #expect(after.sources[0].view == report.sources[0].after.view)
    let back = try world.catalog.proposal(.removeMember("eric"), for: "p", in: mary)
    #expect(back.sources[0].lost.isEmpty && !back.sources[0].gained.isEmpty)
  }

  @Test func proposalsAreForThoseWhoCouldMakeThem() throws {
    let world = try story(["ann"])
    for who in ["ann", "eric", "out"] {
      let error = #expect(throws: CatalogError.self) {
        try world.catalog.proposal(.addMember("eric"), for: "p", in: try world.context(who))
      }
      #expect(error?.kind == .denied)
    }
    let mary = try world.context("mary")
    #expect(throws: CatalogError.self) { try world.catalog.proposal(.addMember("nobody"), for: "p", in: mary) }
    #expect(throws: CatalogError.self) { try world.catalog.proposal(.removeMember("mary"), for: "p", in: mary) }
    #expect(throws: CatalogError.self) { try world.catalog.proposal(.addSource("nothing"), for: "p", in: mary) }
    #expect(ProposedChange("add-member eric") == .addMember("eric"))
    for bad in ["add-member", "add-friend eric", "add-member a b", ""] { #expect(ProposedChange(bad) == nil) }
  }

  @Test func purposesAreDeclinedAndAcknowledgedAgain() throws {
    let world = try story(["eric"], purposes: ["fraud"])
    let eric = try world.context("eric")
    func canAct() -> Bool { (try? world.context("eric", .named("p"))) != nil }
    #expect(!canAct())
    try world.catalog.acknowledge("p", in: eric)
    #expect(canAct())
    try world.catalog.decline("p", in: eric)
    #expect(!canAct())
    #expect(try world.catalog.project("p", in: eric).unacknowledged == ["eric": ["fraud"]])
    let log = try world.catalog.auditEntries(since: nil, principal: "eric", in: try world.context())
    #expect(log.map(\.action).contains("project decline"))
    #expect(log.contains { !$0.isAllowed && $0.detail["reason"]?.string?.contains("not acknowledged") == true })
  }

  @Test func aProjectGoesWithWhatNobodyNeeds() throws {
    let world = try story(["ann"])
    try write(world)
    try write(world, "other")
    let mary = try world.context("mary")
    _ = try world.catalog.derive("d", from: "out", tags: [:], in: try world.context("mary", .named("p")))
    let gone = try world.catalog.deleteProject("p", purge: false, in: mary)
    #expect(
      gone.directories == ["/p/other", "/p/.inputs"].map { world.catalog.workspaces + $0 }
        && gone.keptDatasets == ["out"])
    #expect((try? world.context("mary", .named("p"))) == nil)
    #expect(try world.catalog.projects(in: try world.context()).isEmpty)
    #expect(try world.catalog.source("d", for: "read", in: try world.context("ann")).source.name == "d")
    let error = #expect(throws: CatalogError.self) {
      try world.catalog.createProject("p", sources: [], members: [], purposes: [], in: mary)
    }
    #expect(error?.kind == .conflict)
  }

  @Test func purgingTakesDerivedSourcesOfOnesOwnAlong() throws {
    let world = try story(["ann"])
    try write(world)
    let mary = try world.context("mary")
    _ = try world.catalog.derive("d", from: "out", tags: [:], in: try world.context("mary", .named("p")))
    try world.catalog.createProject("q", sources: ["d"], members: [], purposes: [], in: mary)
    let used = #expect(throws: CatalogError.self) { try world.catalog.deleteProject("p", purge: true, in: mary) }
    #expect(used?.kind == .conflict)
    try world.catalog.deleteProject("q", purge: false, in: mary)
    try world.catalog.transfer("p", to: "ann", in: mary)
    let others = #expect(throws: CatalogError.self) {
      try world.catalog.deleteProject("p", purge: true, in: try world.context("ann"))
    }
    #expect(others?.kind == .denied)
    let gone = try world.catalog.deleteProject("p", purge: true, in: try world.context())
    #expect(gone.removedSources == ["d"] && gone.directories == [world.catalog.workspaces + "/p"])
    #expect((try? world.catalog.source("d", for: "read", in: mary)) == nil)
  }

  @Test func aDatasetIsNotMadeOfWhatIsMadeOfIt() throws {
    let world = try story(["ann"])
    try write(world)
    let mary = try world.context("mary")
    _ = try world.catalog.derive("d", from: "out", tags: [:], in: try world.context("mary", .named("p")))
    try world.catalog.add(sources: ["d"], members: [], purposes: [], to: "p", in: mary)
    let error = #expect(throws: CatalogError.self) { try write(world, "out", from: "d", .replace) }
    #expect(error?.kind == .conflict)
    try write(world, "work", from: "d")
    _ = try world.catalog.derive("e", from: "work", tags: [:], in: try world.context("mary", .named("p")))
    try world.catalog.add(sources: ["e"], members: [], purposes: [], to: "p", in: mary)
    #expect(throws: CatalogError.self) { try write(world, "out", from: "e", .replace) }
    let found = try world.catalog.source("e", for: "describe", in: mary)
    let lineage = try #require(try world.catalog.lineage(of: found))
    #expect(lineage.dataset == "work" && lineage.inputs.map(\.source) == ["d"])
    #expect(lineage.inputs[0].lineage?.inputs.map(\.source) == ["people"])
    #expect(lineage.inputs[0].lineage?.inputs[0].lineage == nil && lineage.requires.contains("people.ssn in the clear"))
  }

  @Test func fewerColumnsAreRememberedAndAskForLess() throws {
    let world = try story(["ann"])
    try write(world, "few", columns: ["salary", "region"])
    let summary = try world.catalog.datasets(in: try world.context("mary", .named("p")))[0]
    #expect(summary.columns == ["region", "salary"] && summary.inputs == ["people"])
    #expect(throws: CatalogError.self) { try write(world, "none", columns: ["nothing"]) }
  }

  @Test func aPreviewSaysWhoWouldSeeWhatAndChangesNothing() throws {
    let world = try story([])
    let yaml = "policies: [{name: open, kind: access, on: {source_tag: crm}, allow: \"group('hr')\"}]"
    let file = DeclarationFile(path: "/d.yaml", text: Array(yaml.utf8))
    let preview = try world.catalog.preview([file], in: try world.context())
    #expect(preview.changes == [Change(.changed, section: "policies", name: "open")])
    #expect(preview.access.map(\.source) == ["people"] && preview.access[0].principals == ["eric"])
    #expect(preview.access[0].lost == [.source] && preview.access[0].gained.isEmpty)
    #expect((try? world.catalog.source("people", for: "read", in: try world.context("eric"))) != nil)
    #expect(throws: CatalogError.self) { try world.catalog.preview([file], in: try world.context("eric")) }
  }

  @Test func aNameIsNotDeclaredInTwoNormalizations() throws {
    let world = try World()
    try world.apply("principals: [{name: ren\u{E9}}]")
    let error = #expect(throws: CatalogError.self) { try world.apply("principals: [{name: rene\u{301}, groups: [x]}]") }
    #expect(error?.message.contains("normalization") == true)
    #expect(try world.apply("principals: [{name: ren\u{E9}, groups: [x]}]").count == 1)
  }

  /// A catalog of the first version is brought to this one's shape, with what is in it.
  @Test func anOlderCatalogIsBroughtUpToDate() throws {
    let world = try story(["ann"])
    try world.catalog.database.execute(script: "ALTER TABLE project DROP COLUMN deleted; PRAGMA user_version = 1")
    let catalog = try world.reopened()
    #expect(try catalog.projects(in: try world.context("ann")).map(\.name) == ["p"])
    #expect(try catalog.verifyAudit(in: try world.context()) > 3)
    try catalog.database.execute(script: "PRAGMA user_version = 1000")
    let error = #expect(throws: CatalogError.self) { try world.reopened() }
    #expect(error?.kind == .unsupported)
  }
}
