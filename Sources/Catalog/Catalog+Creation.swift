import Columnar
import Glibc
import Policy

extension Catalog {
  /// Makes `.louver` in a directory (which is made as well, if need be): database, key files and workspaces, here or
  /// elsewhere. The operating-system user becomes its admin. Throws `conflict` where there is a catalog already.
  public static func create(
    in directory: String, workspaces: String?, user: String, schemas: any SchemaProvider, now: Int64
  ) throws(CatalogError) -> Catalog {
    try PrivateFile.makeDirectoryIfMissing(directory)
    let final = directory + "/.louver"
    let taken = CatalogError(.conflict, "there is a catalog already", place: Place(file: final))
    guard try !PrivateFile.isDirectory(final) else { throw taken }
    // Made beside its place and moved there whole: nobody finds half a catalog.
    let draft = try CatalogDraft(directory + "/.louver-new")
    do throws(CatalogError) {
      try fill(draft.path, workspaces: workspaces, user: user)
      try PrivateFile.synchronizeDirectory(draft.path)
      guard unsafe rename(draft.path, final) == 0 else {
        throw errno == ENOTEMPTY || errno == EEXIST ? taken : PrivateFile.failure("cannot make the catalog", final)
      }
    } catch {
      draft.remove()
      throw error
    }
    try PrivateFile.synchronizeDirectory(directory)
    let catalog = try Catalog(opening: final, user: user, schemas: schemas)
    let context = try catalog.context(principal: nil, project: .none, now: now)
    try catalog.record("init", object: nil, isAllowed: true, detail: .null, in: context)
    return catalog
  }

  private static func fill(_ directory: String, workspaces: String?, user: String) throws(CatalogError) {
    try MasterKeyFile.create(directory)
    let key = try SigningKey(master: try MasterKeyFile.read(directory))
    try PrivateFile.create(directory + "/manifest.pub", mode: 0o644, Array((key.publicKey.text + "\n").utf8))
    try PrivateFile.makeDirectoryIfMissing(workspaces ?? directory + "/workspaces")
    let database = try Database(path: directory + "/" + databaseName, .create)
    try Migrations.run(on: database)
    let admin = Principal(name: user, permissions: [.admin])
    try database.rows(
      "INSERT INTO declaration (section, name, record) VALUES (?, ?, ?)", .text(Section.principals.rawValue),
      .text(user), .text(admin.declaration.canonicalText))
    if let workspaces {
      try database.rows(
        "INSERT INTO setting (name, value) VALUES (?, ?)", .text(workspacesSetting), .text(Path.absolute(workspaces)))
    }
  }
}
