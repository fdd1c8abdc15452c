import Columnar
import Policy
import Testing

@testable import Catalog

@Suite struct ProjectTests {
  private func kind(_ body: () throws -> Void) -> ErrorKind? {
    do {
      try body()
      return nil
    } catch let error as CatalogError {
      return error.kind
    } catch {
      return .io
    }
  }

  private func story() throws -> World {
    let world = try World()
    try world.apply(World.story)
    return world
  }

  private func create(
    _ world: World, _ name: String = "p", sources: [String] = ["people"], members: [String] = ["eric"],
    purposes: [String] = [], as who: String = "mary"
  ) throws {
    try world.catalog.createProject(
      name, sources: sources, members: members, purposes: purposes, in: try world.context(who))
  }

  @Test func makingAProjectTakesPermissionVisibleSourcesAndANewName() throws {
    let world = try story()
    #expect(kind { try create(world, as: "out") } == .denied)
    #expect(kind { try create(world, sources: ["payroll"], as: "eric") } == .denied)
    #expect(kind { try create(world, sources: ["nothing"]) } == .denied)
    #expect(kind { try create(world, members: ["nobody"]) } == .invalidArgument)
    #expect(kind { try create(world, "../p") } == .invalidArgument)
    #expect(try world.catalog.projects(in: try world.context()).isEmpty)
    try create(world, sources: ["people", "payroll"])
    #expect(kind { try create(world) } == .conflict)
    let project = try #require(try world.catalog.projects(in: try world.context("eric")).first)
    #expect(
      project.members == ["mary", "eric"] && project.sources == ["people", "payroll"] && project.owner == "mary")
    #expect(try world.catalog.projects(in: try world.context("out")).isEmpty)
  }

  @Test func unknownAndClosedAreAnsweredAlike() throws {
    let world = try story()
    try create(world)
    func message(_ body: () throws -> Void) -> String {
      do {
        try body()
        return ""
      } catch { return "\(error)" }
    }
    let eric = try world.context("eric")
    let closed = message { _ = try world.catalog.source("payroll", for: "read", in: eric) }
    let unknown = message { _ = try world.catalog.source("payrolX", for: "read", in: eric) }
    #expect(closed == unknown.replacing("payrolX", with: "payroll") && closed.contains("not available"))
    let out = try world.context("out")
    #expect(
      message { _ = try world.catalog.project("p", in: out) }
        == message { _ = try world.catalog.project("q", in: out) }.replacing("project q", with: "project p"))
    let log = try world.catalog.auditEntries(since: nil, principal: "eric", in: try world.context())
    let reasons = log.filter { !$0.isAllowed }.compactMap { $0.detail["reason"]?.string }
    #expect(reasons.count == 2 && reasons[0] != reasons[1])
  }

  @Test func purposesAreAcknowledgedByEachMember() throws {
    let world = try story()
    try create(world, purposes: ["fraud.review"])
    _ = try world.context("mary", .named("p"))
    #expect(kind { _ = try world.context("eric", .named("p")) } == .denied)
    try world.catalog.acknowledge("p", in: try world.context("eric"))
    try world.catalog.acknowledge("p", in: try world.context("eric"))
    #expect(try world.context("eric", .named("p")).purposes == ["fraud.review"])
    try world.catalog.add(sources: [], members: [], purposes: ["audit"], to: "p", in: try world.context("mary"))
    #expect(kind { _ = try world.context("eric", .named("p")) } == .denied)
    let report = try world.catalog.project("p", in: try world.context("eric"))
    #expect(report.unacknowledged == ["eric": ["audit"]])
  }

  @Test func onlyTheOwnerAndAdminsChangeAProject() throws {
    let world = try story()
    try create(world)
    let (mary, eric, root) = (try world.context("mary"), try world.context("eric"), try world.context())
    #expect(kind { try world.catalog.add(sources: [], members: ["out"], purposes: [], to: "p", in: eric) } == .denied)
    #expect(
      kind { try world.catalog.remove(sources: [], members: ["mary"], purposes: [], from: "p", in: eric) } == .denied)
    #expect(kind { try world.catalog.deleteProject("p", purge: false, in: eric) } == .denied)
    #expect(kind { try world.catalog.leave("p", in: mary) } == .conflict)
    #expect(kind { try world.catalog.transfer("p", to: "out", in: mary) } == .invalidArgument)
    try world.catalog.add(sources: [], members: ["out"], purposes: [], to: "p", in: root)
    try world.catalog.remove(sources: [], members: ["out"], purposes: [], from: "p", in: mary)
    try world.catalog.transfer("p", to: "eric", in: mary)
    try world.catalog.leave("p", in: mary)
    #expect(try world.catalog.project("p", in: eric).project.members == ["eric"])
    #expect(kind { _ = try world.context("mary", .named("p")) } == .denied)
  }

  @Test func switchingIsStoredUntilOneLeaves() throws {
    let world = try story()
    try create(world)
    let eric = try world.context("eric")
    try world.catalog.switchProject(to: "p", in: eric)
    #expect(try world.context("eric", .stored).project?.name == "p")
    #expect(try world.context("mary", .stored).project == nil)
    #expect(kind { try world.catalog.switchProject(to: "q", in: eric) } == .denied)
    try world.catalog.leave("p", in: eric)
    #expect(try world.context("eric", .stored).project == nil)
    try world.catalog.switchProject(to: nil, in: eric)
  }

  @Test func namesOfDeletedProjectsAreNotGivenOutAgain() throws {
    let world = try story()
    try create(world)
    try world.catalog.deleteProject("p", purge: false, in: try world.context("mary"))
    #expect(try world.catalog.projects(in: try world.context()).isEmpty)
    #expect(kind { try create(world) } == .conflict)
    try create(world, "p2")
  }

  @Test func actingAsAnotherNeedsPermission() throws {
    let world = try story()
    let mary = try world.reopened(user: "mary")
    #expect(kind { _ = try mary.context(principal: "eric", project: .none, now: World.now) } == .denied)
    #expect(try mary.context(principal: "mary", project: .none, now: World.now).principal.name == "mary")
    #expect(kind { _ = try world.context("eric", .named("nothing")) } == .denied)
    let log = try world.catalog.auditEntries(since: nil, principal: nil, in: try world.context())
    #expect(log.filter { !$0.isAllowed }.map(\.action) == ["act-as", "act in"])
    let stranger = try world.reopened(user: "stranger")
    #expect(kind { _ = try stranger.context(principal: nil, project: .none, now: World.now) } == .denied)
  }

  @Test func inAProjectOnlyItsSourcesAreSeenAtTheEqualizedView() throws {
    let world = try story()
    try create(world, sources: ["people", "payroll"])
    let alone = try world.context("mary")
    #expect(try world.catalog.sources(all: false, in: alone).map(\.source.name) == ["payroll", "people"])
    #expect(try world.catalog.source("people", for: "read", in: alone).view.columns.isEmpty)
    let inside = try world.context("mary", .named("p"))
    #expect(try world.catalog.sources(all: false, in: inside).map(\.source.name) == ["people"])
    #expect(try world.catalog.source("people", for: "read", in: inside).view.columns.keys.sorted() == ["name", "ssn"])
    let report = try world.catalog.project("p", in: inside)
    guard case .hidden(.member("eric", _)) = report.sources.first(where: { $0.name == "payroll" })?.view else {
      Issue.record("payroll is not hidden because of eric")
      return
    }
    #expect(kind { _ = try world.catalog.sources(all: true, in: alone) } == .denied)
    #expect(try world.catalog.sources(all: true, in: try world.context()).count == 2)
  }
}
