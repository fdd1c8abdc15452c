import Columnar
import Masking
import Policy

/// The file of the master key: 64 hexadecimal digits and a line end, for its owner alone (crypto.md, "Keys").
enum MasterKeyFile {
  private static let name = "master.key"

  static func create(_ directory: String) throws(CatalogError) {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in try PrivateFile.random(count: 32) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    try PrivateFile.create(directory + "/" + name, mode: 0o600, text + [UInt8(ascii: "\n")])
  }

  /// Throws where group or others may use the file.
  static func read(_ directory: String) throws(CatalogError) -> SecretKey {
    let path = directory + "/" + name
    let bytes = try PrivateFile.read(path, limit: 1024, secret: true)
    do throws(MaskingError) { return try SecretKey(parsing: bytes) } catch {
      throw CatalogError(error.kind, error.message, place: Place(file: path))
    }
  }
}

extension SigningKey {
  /// The catalog's signing key, which follows from its master key.
  init(master: SecretKey) throws(CatalogError) {
    self = try MaskKeys.manifest(master: master).withBytes { seed throws(CatalogError) in try SigningKey(seed: seed) }
  }
}
