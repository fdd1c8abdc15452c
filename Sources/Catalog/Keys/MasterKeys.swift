import Masking

/// The master keys that a catalog has had, the first one first. Masks take the last.
struct MasterKeys: Sendable {
  private let versions: [SecretKey]

  init(reading directory: String, versions count: Int) throws(CatalogError) {
    var versions = [try MasterKeyFile.read(directory)]
    for version in 1..<count { versions.append(try MasterKeyFile.read(directory, version: version + 1)) }
    self.versions = versions
  }

  /// Signatures and draws follow it for ever.
  var first: SecretKey { versions[0] }
  /// The number of the key that masks take, from 1.
  var version: Int { versions.count }

  /// Nil where there was no such version.
  subscript(version: Int) -> SecretKey? { versions.indices.contains(version - 1) ? versions[version - 1] : nil }
}
