import CCrypto

/// SHA-256 (FIPS 180-4) of bytes that come in parts.
@safe struct Digest: ~Copyable {
  private let context: OpaquePointer

  init() throws(EngineError) {
    guard let context = unsafe EVP_MD_CTX_new(), unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      throw EngineError(.io, "SHA-256 is not available")
    }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  mutating func add(_ bytes: [UInt8]) throws(EngineError) {
    let added = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    guard added == 1 else { throw EngineError(.io, "SHA-256 failed") }
  }

  /// Behind its length, as 8 bytes with the highest first, so that no two lists of parts are the same bytes.
  mutating func addPart(_ part: [UInt8]) throws(EngineError) {
    try add((0..<8).map { UInt8(truncatingIfNeeded: part.count >> (56 - 8 * $0)) })
    try add(part)
  }

  consuming func bytes() throws(EngineError) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: 32)
    guard unsafe EVP_DigestFinal_ex(context, &result, nil) == 1 else { throw EngineError(.io, "SHA-256 failed") }
    return result
  }

  /// In lower-case hex.
  consuming func hex() throws(EngineError) -> String { hexadecimal(try bytes()) }
}

/// In lower case.
func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}
