import Masking
import Policy

extension Catalog {
  /// The keys that a source is masked with in a context.
  public func maskKeys(for source: String, in context: AccessContext) -> MaskKeys {
    maskKeys(for: source, master: masters[masters.version] ?? masters.first, in: context)
  }

  func maskKeys(for source: String, master: SecretKey, in context: AccessContext) -> MaskKeys {
    MaskKeys.catalog(master: master, first: masters.first, source: source, project: context.project?.name)
  }

  /// The number of the master key that masks take, from 1.
  public var keyVersion: Int { masters.version }

  /// Adds a master key, which all masks take from now on, and gives its number. What was written keeps its tokens
  /// and names its key's number; signatures and draws stay with the first key. For admins.
  public func rotateKey(in context: AccessContext) throws(CatalogError) -> Int {
    let next = try database.read { () throws(CatalogError) in try Self.keyVersion(in: database) } + 1
    return try audited("rotate key", nil, detail: ["version": .integer(Int64(next))], in: context) {
      () throws(CatalogError) in
      guard context.principal.has(.admin) else {
        throw CatalogError(.denied, "rotating the key needs the permission admin")
      }
      guard try Self.keyVersion(in: database) == next - 1 else {
        throw CatalogError(.conflict, "somebody else rotated the key just now")
      }
      try MasterKeyFile.create(directory, version: next)
      try database.rows(
        "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", .text(Self.keyVersionSetting),
        .text(String(next)))
      return next
    }
  }

  /// The number of the newest master key.
  static func keyVersion(in database: Database) throws(CatalogError) -> Int {
    let row = try database.rows("SELECT value FROM setting WHERE name = ?", .text(keyVersionSetting)).first
    guard let row else { return 1 }
    guard let version = Int(row.text(0)), (2...10_000).contains(version) else {
      throw CatalogError(.malformed, "the catalog's key version is no number of a key")
    }
    return version
  }

  private static let keyVersionSetting = "key_version"

  /// What verifies this catalog's manifests and footer tags, and `manifest.pub` holds.
  public func publicKey() throws(CatalogError) -> PublicKey { try SigningKey(master: masters.first).publicKey }

  /// The record with the catalog's signature in its field `signature`.
  func signed(_ record: JSON) throws(CatalogError) -> JSON {
    try SignedRecord.sign(record, with: try SigningKey(master: masters.first))
  }

  /// The coin of a source's samples.
  var sampleDraw: @Sendable (String) -> SourceDraw {
    let first = masters.first
    return { source in
      SourceDraw(source: source, key: MaskKeys.catalog(master: first, source: source, project: nil).source)
    }
  }
}
