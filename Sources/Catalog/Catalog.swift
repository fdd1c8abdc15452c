import Columnar
import Masking
import Policy

/// What the catalog has to know of a source's files: it reads no columnar file itself.
public protocol SchemaProvider {
  /// The schema of a source's files, by its absolute location (a file, a directory or a glob).
  func schema(ofLocation location: String) throws -> Schema

  /// A text that changes whenever the files do (a digest of names, sizes and footers), for manifests.
  func version(ofLocation location: String) throws -> String

  /// The Parquet files below a dataset's directory as they are now. Of what is not `complete` only footers are read, and a
  /// seal's root is what the file's tag says.
  func files(ofDataset directory: String, complete: Bool) throws -> [DatasetFile]
}

/// A `.louver` directory: declarations, projects, datasets and the audit log in SQLite, beside the key file.
///
/// One connection, for one thread. Any number of processes may use one directory at once.
public final class Catalog {
  /// The `.louver` directory, absolute.
  public let directory: String
  /// The directory of all workspaces, absolute: datasets are in `PROJECT/DATASET/` below it.
  public let workspaces: String
  /// The operating-system user, for the audit log.
  public let user: String
  let database: Database
  let schemas: any SchemaProvider
  let masters: MasterKeys
  /// Sources often have the columns of others.
  var parsedSchemas: [String: Schema] = [:]
  var schemaTexts: [Schema: String] = [:]

  /// Opens the catalog in a `.louver` directory, bringing it to this version's shape. Throws `io` where there is none,
  /// and where others than its owner may use the key file.
  public init(opening directory: String, user: String, schemas: any SchemaProvider) throws(CatalogError) {
    guard try PrivateFile.isDirectory(directory) else {
      throw CatalogError(.io, "no catalog there", place: Place(file: directory), hint: "louver init makes one")
    }
    self.directory = Path.absolute(directory)
    self.user = user
    self.schemas = schemas
    database = try Database(path: self.directory + "/" + Self.databaseName, .open)
    try Migrations.run(on: database)
    let elsewhere = try database.rows("SELECT value FROM setting WHERE name = ?", .text(Self.workspacesSetting)).first
    workspaces = elsewhere?.text(0) ?? self.directory + "/workspaces"
    masters = try MasterKeys(reading: self.directory, versions: Self.keyVersion(in: database))
  }

  static let databaseName = "catalog.sqlite"
  static let workspacesSetting = "workspaces"

  /// The nearest catalog upward from a directory, nil where there is none.
  ///
  /// Throws `io` where that cannot be told: one further up might be another's.
  public static func nearest(upwardFrom start: String) throws(CatalogError) -> String? {
    var directory = Path.absolute(start)
    while true {
      let candidate = Path.resolve(".louver", in: directory)
      if try PrivateFile.isDirectory(candidate) { return candidate }
      if directory == "/" { return nil }
      directory = Path.directory(of: directory)
    }
  }
}
