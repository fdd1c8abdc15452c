import Columnar

/// `pseudonym`: a stand-in of the value's own type, out of HMAC-SHA-256 over the canonical text.
struct PseudonymKernel: Sendable {
  private let key: MessageKey
  private let type: LeafType

  init(_ type: LeafType, _ key: SecretKey) {
    self.key = MessageKey(key)
    self.type = type
  }

  func apply(_ texts: ByteStrings) throws(MaskingError) -> Values {
    switch type.kind {
    case .integer(64, _): return .int64(mapped(key.draws(of: texts)) { Int64($0 & UInt64(Int64.max)) })
    case .integer: return .int32(mapped(key.draws(of: texts)) { Int32($0 >> 32 & UInt64(Int32.max)) })
    case .uuid: return .fixed(identifiers(texts))
    default: return .bytes(try HashKernel(length: 16, key).apply(texts))
    }
  }

  /// UUIDs of version 8 (RFC 9562).
  private func identifiers(_ texts: ByteStrings) -> FixedBytes {
    let digests = key.digests(of: texts)
    let source = digests.span
    let bytes = [UInt8](filling: 16 * texts.count) { bytes in
      for index in 0..<texts.count {
        for position in 0..<16 { bytes[16 &* index &+ position] = source[32 &* index &+ position] }
        bytes[16 &* index &+ 6] = bytes[16 &* index &+ 6] & 0x0f | 0x80
        bytes[16 &* index &+ 8] = bytes[16 &* index &+ 8] & 0x3f | 0x80
      }
    }
    return FixedBytes(width: 16, count: texts.count, bytes: bytes)
  }
}
