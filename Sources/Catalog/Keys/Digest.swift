import CCrypto

/// SHA-256 (FIPS 180-4).
enum Digest {
  static let length = 32

  static func sha256(_ message: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: length)
    _ = unsafe SHA256(message, message.count, &digest)
    return digest
  }

  /// The same in lower-case hex.
  static func hex(_ message: [UInt8]) -> String { hex(sha256(message)[...]) }

  /// Bytes of a digest as text.
  static func hex(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
