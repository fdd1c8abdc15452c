import Columnar
import Glibc
import Policy

@testable import Catalog

/// A directory of its own for one test, gone with it.
final class TemporaryDirectory {
  let path: String

  init() {
    var template = Array("/tmp/louver-catalog-XXXXXX\0".utf8CString)
    path = unsafe String(cString: mkdtemp(&template))
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    guard let directory = unsafe opendir(path) else {
      _ = unsafe unlink(path)
      return
    }
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
        unsafe String(cString: UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { remove(path + "/" + name) }
    }
    _ = unsafe closedir(directory)
    _ = unsafe rmdir(path)
  }
}

/// Schemas by the last name of a location.
struct FixedSchemas: SchemaProvider, Sendable {
  var schemas: [String: Schema]

  struct Missing: Error {}

  func schema(ofLocation location: String) throws -> Schema {
    guard let name = location.split(separator: "/").last, let schema = schemas[String(name)] else { throw Missing() }
    return schema
  }

  func version(ofLocation location: String) throws -> String { "v1" }

  func files(ofDataset directory: String, complete: Bool) throws -> [DatasetFile] { [] }
}

func field(_ name: String, _ physical: PhysicalType, _ logical: LogicalType? = nil) -> SchemaNode {
  SchemaNode(name, .optional, .leaf(LeafType(physical, logical)))
}

let people = Schema(fields: [
  field("name", .byteArray, .string), field("ssn", .byteArray, .string), field("region", .byteArray, .string),
  field("salary", .int64), field("hired", .int32, .date),
])

/// A catalog of which root is the admin, with the people of policy.md's story.
struct World {
  let directory = TemporaryDirectory()
  let catalog: Catalog
  static let now: Int64 = 1_711_886_400_000_000_000

  init() throws {
    let schemas = FixedSchemas(schemas: [
      "people.parquet": people, "payroll.parquet": people, "work": people, "out": people,
    ])
    catalog = try Catalog.create(in: directory.path, workspaces: nil, user: "root", schemas: schemas, now: Self.now)
  }

  /// Another connection to the same catalog.
  func reopened(user: String = "root") throws -> Catalog {
    try Catalog(opening: directory.path + "/.louver", user: user, schemas: catalog.schemas)
  }

  @discardableResult
  func apply(_ yaml: String, dryRun: Bool = false, as principal: String? = nil) throws -> [Change] {
    let file = DeclarationFile(path: directory.path + "/d.yaml", text: Array(yaml.utf8))
    if dryRun { return try catalog.preview([file], in: try context(principal)).changes }
    return try catalog.apply([file], in: try context(principal))
  }

  func context(_ principal: String? = nil, _ project: ProjectChoice = .none) throws -> AccessContext {
    try catalog.context(principal: principal, project: project, now: Self.now)
  }

  static let story = """
    principals:
      - {name: mary, groups: [analysts, hr], attributes: {region: [EU, US]}, permissions: [create-project, derive]}
      - {name: eric, groups: [analysts], attributes: {region: [US]}, permissions: [create-project]}
      - {name: out}
    sources:
      - {name: people, location: people.parquet, owner: mary, tags: [crm], columns: {name: [pii.name], ssn: [pii.id]}}
      - {name: payroll, location: payroll.parquet, owner: mary}
    policies:
      - {name: open, kind: access, on: {source_tag: crm}, allow: "group('analysts')"}
      - {name: pii, kind: column, on: {column_tag: pii}, mask: hash, except: "group('hr')"}
    databases:
      - {name: shared, readers: {users: [mary, eric]}, writers: {users: [mary, eric]}}
    """
}
