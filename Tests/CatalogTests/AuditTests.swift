import Columnar
import Dispatch
import Glibc
import Policy
import Synchronization
import Testing

@testable import Catalog

@Suite struct AuditTests {
  private func filled(_ world: World) throws {
    for number in 1...5 {
      try world.catalog.record(
        "test", object: "o\(number)", isAllowed: true, detail: ["n": .integer(Int64(number))], in: try world.context())
    }
  }

  @Test func theChainOfAnHonestLogHolds() throws {
    let world = try World()
    try filled(world)
    #expect(try world.catalog.verifyAudit(in: try world.context()) == 6)
    let entries = try world.catalog.auditEntries(since: nil, principal: nil, in: try world.context())
    #expect(entries.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(entries.map(\.action) == ["init"] + [String](repeating: "test", count: 5))
    #expect(try world.catalog.auditEntries(since: World.now + 1, principal: nil, in: try world.context()).isEmpty)
  }

  @Test func theLogIsAppendOnly() throws {
    let world = try World()
    try filled(world)
    for statement in ["UPDATE audit SET record = '{}' WHERE number = 2", "DELETE FROM audit WHERE number = 2"] {
      #expect(throws: CatalogError.self) { try world.catalog.database.execute(script: statement) }
    }
    #expect(try world.catalog.verifyAudit(in: try world.context()) == 6)
  }

  /// Whoever goes around the triggers is found, and where.
  @Test(arguments: [
    ("UPDATE audit SET record = replace(record, 'o2', 'o9') WHERE number = 3", 3),
    ("UPDATE audit SET hash = zeroblob(32) WHERE number = 4", 4), ("DELETE FROM audit WHERE number = 2", 2),
    ("DELETE FROM audit WHERE number = 6", 6), ("DELETE FROM audit WHERE number = 1", 1),
    ("UPDATE audit SET record = (SELECT record FROM audit WHERE number = 2) WHERE number = 5", 5),
    ("INSERT INTO audit VALUES (7, '{}', zeroblob(32))", 7),
    ("UPDATE audit SET number = 60 WHERE number = 6", 6), ("UPDATE audit SET record = 'x' WHERE number = 1", 1),
  ])
  func tamperingIsFound(statement: String, broken: Int) throws {
    let world = try World()
    try filled(world)
    try world.catalog.database.execute(
      script: "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted; \(statement)")
    let error = #expect(throws: CatalogError.self) { try world.catalog.verifyAudit(in: try world.context()) }
    #expect(error?.kind == .malformed && error?.message.contains("entry \(broken) ") == true)
  }

  @Test func othersEntriesNeedThePermission() throws {
    let world = try World()
    try world.apply("principals: [{name: a}, {name: b, permissions: [audit]}]")
    let a = try world.context("a")
    #expect(throws: CatalogError.self) { try world.catalog.source("x", for: "read", in: a) }
    #expect(try world.catalog.auditEntries(since: nil, principal: nil, in: a).map(\.principal) == ["a"])
    #expect(throws: CatalogError.self) { try world.catalog.auditEntries(since: nil, principal: "b", in: a) }
    #expect(try world.catalog.auditEntries(since: nil, principal: "a", in: try world.context("b")).count == 1)
  }

  /// Connections of their own, as processes have them, all writing at once: nothing is lost, the chain holds.
  @Test func manyConnectionsWriteAtOnce() throws {
    let world = try World()
    try world.apply(World.story)
    let failures = Mutex<[String]>([])
    let (directory, schemas) = (world.catalog.directory, try #require(world.catalog.schemas as? FixedSchemas))
    let start = try world.catalog.verifyAudit(in: try world.context())
    DispatchQueue.concurrentPerform(iterations: 6) { worker in
      do {
        let catalog = try Catalog(opening: directory, user: "root", schemas: schemas)
        for number in 0..<8 {
          let mary = try catalog.context(principal: "mary", project: .none, now: World.now)
          try catalog.createProject(
            "p\(worker)-\(number)", sources: ["people"], members: ["eric"], purposes: ["x"], in: mary)
          let root = try catalog.context(principal: nil, project: .none, now: World.now)
          let yaml = "principals: [{name: u\(worker)-\(number), groups: [g]}]"
          _ = try catalog.apply([DeclarationFile(path: "/d.yaml", text: Array(yaml.utf8))], in: root)
        }
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try world.catalog.projects(in: try world.context()).count == 48)
    #expect(try world.catalog.verifyAudit(in: try world.context()) == start + 96)
  }

  @Test func oneNameIsGivenOutOnceHoweverManyAsk() throws {
    let world = try World()
    try world.apply(World.story)
    let made = Mutex(0)
    let (directory, schemas) = (world.catalog.directory, try #require(world.catalog.schemas as? FixedSchemas))
    DispatchQueue.concurrentPerform(iterations: 6) { _ in
      guard let catalog = try? Catalog(opening: directory, user: "root", schemas: schemas),
        let mary = try? catalog.context(principal: "mary", project: .none, now: World.now)
      else { return }
      do {
        try catalog.createProject("p", sources: [], members: [], purposes: [], in: mary)
        made.withLock { $0 += 1 }
      } catch {}
    }
    #expect(made.withLock { $0 } == 1)
  }
}
