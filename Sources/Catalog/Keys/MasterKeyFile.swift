import CCrypto
import Columnar
import Masking
import Policy

/// The file of a master key: 64 hexadecimal digits and a line end, for its owner alone.
///
/// The first is `master.key`; rotation adds `master-2.key` and so on.
enum MasterKeyFile {
  private static func name(_ version: Int) -> String { version == 1 ? "master.key" : "master-\(version).key" }

  /// Makes a key of the system's random source. A file that a rotation left behind when it was cut short goes.
  static func create(_ directory: String, version: Int = 1) throws(CatalogError) {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(65)
    defer { unsafe OPENSSL_cleanse(&text, text.count) }
    var bytes = try PrivateFile.random(count: 32)
    defer { unsafe OPENSSL_cleanse(&bytes, bytes.count) }
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    text.append(UInt8(ascii: "\n"))
    try PrivateFile.replace(directory + "/" + name(version), mode: 0o600, text)
  }

  /// Throws where group or others may use the file.
  static func read(_ directory: String, version: Int = 1) throws(CatalogError) -> SecretKey {
    let path = directory + "/" + name(version)
    var bytes = try PrivateFile.read(path, limit: 1024, secret: true)
    defer { unsafe OPENSSL_cleanse(&bytes, bytes.count) }
    do throws(MaskingError) { return try SecretKey(parsing: bytes) } catch {
      throw CatalogError(error.kind, error.message, place: Place(file: path))
    }
  }
}

extension SigningKey {
  /// The catalog's signing key, which follows from its master key.
  init(master: SecretKey) throws(CatalogError) {
    try self.init(seed: MaskKeys.manifest(master: master))
  }
}
