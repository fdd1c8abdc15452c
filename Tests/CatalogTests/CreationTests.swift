import Columnar
import Glibc
import Policy
import Testing

@testable import Catalog

@Suite struct CreationTests {
  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func aCatalogIsForItsOwnerAlone() throws {
    let world = try World()
    let directory = world.catalog.directory
    #expect(mode(directory) == 0o700)
    #expect(mode(directory + "/master.key") == 0o600)
    #expect(mode(directory + "/workspaces") == 0o700)
    let key = try PrivateFile.read(directory + "/master.key", limit: 100, secret: true)
    #expect(key.count == 65 && key.last == UInt8(ascii: "\n"))
    #expect(key.dropLast().allSatisfy { Character(Unicode.Scalar($0)).isHexDigit })
    #expect(try world.context().principal.has(.admin))
  }

  @Test func aKeyFileOthersMayReadIsRefused() throws {
    let world = try World()
    _ = unsafe chmod(world.catalog.directory + "/master.key", 0o640)
    let error = #expect(throws: CatalogError.self) { try world.reopened() }
    #expect(error?.hint?.contains("chmod 600") == true)
    _ = unsafe chmod(world.catalog.directory + "/master.key", 0o600)
    _ = try world.reopened()
  }

  @Test func whatACreationLeftThatDidNotEndGoesWithTheNextOne() throws {
    let directory = TemporaryDirectory()
    let draft = directory.path + "/.louver-new"
    for path in [draft, draft + "/workspaces"] { try PrivateFile.makeDirectory(path) }
    for name in ["master.key", "master.key.new", "manifest.pub", "catalog.sqlite", "catalog.sqlite-wal"] {
      try PrivateFile.create("\(draft)/\(name)", mode: 0o600, Array("left".utf8))
    }
    _ = try Catalog.create(
      in: directory.path, workspaces: nil, user: "root", schemas: FixedSchemas(schemas: [:]), now: 0)
    #expect(unsafe access(draft, F_OK) != 0)
    #expect(unsafe access(directory.path + "/.louver/catalog.sqlite-wal", F_OK) != 0)
  }

  @Test func aSecondCatalogIsAConflict() throws {
    let world = try World()
    let error = #expect(throws: CatalogError.self) {
      try Catalog.create(
        in: world.directory.path, workspaces: nil, user: "root", schemas: world.catalog.schemas, now: World.now)
    }
    #expect(error?.kind == .conflict)
    #expect(throws: CatalogError.self) {
      try Catalog(opening: "/nonexistent/.louver", user: "root", schemas: world.catalog.schemas)
    }
  }

  @Test func theNearestCatalogUpwardIsFound() throws {
    let world = try World()
    let root = world.directory.path
    #expect(try Catalog.nearest(upwardFrom: root) == root + "/.louver")
    #expect(try Catalog.nearest(upwardFrom: root + "/a/b/../c") == root + "/.louver")
    #expect(try Catalog.nearest(upwardFrom: "/proc") == nil)
  }

  @Test func workspacesMayBeElsewhere() throws {
    let (home, elsewhere) = (TemporaryDirectory(), TemporaryDirectory())
    let catalog = try Catalog.create(
      in: home.path, workspaces: elsewhere.path + "/w", user: "root", schemas: FixedSchemas(schemas: [:]), now: 0)
    #expect(catalog.workspaces == elsewhere.path + "/w")
    let again = try Catalog(opening: catalog.directory, user: "root", schemas: FixedSchemas(schemas: [:]))
    #expect(again.workspaces == catalog.workspaces)
  }

  @Test func aLaterVersionsCatalogIsLeftAlone() throws {
    let world = try World()
    try world.catalog.database.execute(script: "PRAGMA user_version = 99")
    let error = #expect(throws: CatalogError.self) { try world.reopened() }
    #expect(error?.kind == .unsupported)
  }

  @Test func aDamagedDatabaseIsAnError() throws {
    let world = try World()
    let path = world.directory.path + "/broken"
    try PrivateFile.makeDirectory(path)
    let key = try PrivateFile.read(world.catalog.directory + "/master.key", limit: 100, secret: true)
    try PrivateFile.create(path + "/master.key", mode: 0o600, key)
    try PrivateFile.create(path + "/catalog.sqlite", mode: 0o600, Array("not a database at all, but some text".utf8))
    #expect(throws: CatalogError.self) { try Catalog(opening: path, user: "root", schemas: world.catalog.schemas) }
  }

  @Test func pathsAreNormalized() {
    let cases = [
      ("/a/./b//c", "/a/b/c"), ("/a/../b", "/b"), ("/../a", "/a"), ("a/..", "."), ("../a", "../a"),
      ("a/../../b", "../b"),
      ("/", "/"), ("./x", "x"),
    ]
    for (path, wanted) in cases { #expect(Path.normalize(path) == wanted) }
    #expect(Path.resolve("x.parquet", in: "/d") == "/d/x.parquet")
    #expect(Path.resolve("/x", in: "/d") == "/x")
    #expect(Path.directory(of: "/a/b") == "/a" && Path.directory(of: "/a") == "/" && Path.directory(of: "a") == ".")
  }

  @Test func timesAreTold() {
    #expect(Timestamp.text(0) == "1970-01-01T00:00:00Z")
    #expect(Timestamp.text(-1) == "1969-12-31T23:59:59Z")
    #expect(Timestamp.text(1_709_210_096_789_000_000) == "2024-02-29T12:34:56Z")
  }
}
