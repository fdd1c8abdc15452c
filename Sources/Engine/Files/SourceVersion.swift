import CCrypto
import Columnar
import Parquet

extension Source {
  /// SHA-256, in lower-case hex, over the files in the byte order of their relative paths: of each the path, the
  /// size and the bytes of its footer, every part behind its length (parquet.md, "Versions of a source").
  public func version() throws(EngineError) -> String {
    var digest = try SourceDigest()
    for file in files {
      let footer = try located(Place(file: file.listed.path)) { try file.input.read(file.parquet.footerRange) }
      try digest.add(Array(file.listed.relative.utf8))
      try digest.add((0..<8).map { UInt8(truncatingIfNeeded: file.input.size >> (56 - 8 * $0)) })
      try digest.add(footer)
    }
    return try digest.hex()
  }
}

@safe private struct SourceDigest: ~Copyable {
  private let context: OpaquePointer

  init() throws(EngineError) {
    guard let context = unsafe EVP_MD_CTX_new(), unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      throw EngineError(.io, "SHA-256 is not available")
    }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  mutating func add(_ part: [UInt8]) throws(EngineError) {
    let length = (0..<8).map { UInt8(truncatingIfNeeded: part.count >> (56 - 8 * $0)) }
    for bytes in [length, part] {
      let added = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
      guard added == 1 else { throw EngineError(.io, "SHA-256 failed") }
    }
  }

  consuming func hex() throws(EngineError) -> String {
    var result = [UInt8](repeating: 0, count: 32)
    guard unsafe EVP_DigestFinal_ex(context, &result, nil) == 1 else { throw EngineError(.io, "SHA-256 failed") }
    return result.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
