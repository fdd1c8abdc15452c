import Columnar

/// Shortens bounds of long byte arrays: a footer should not hold whole documents
/// (parquet.thrift, `Statistics`, `is_max_value_exact`).
struct BoundTruncation: Sendable {
  /// Bytes a bound may have.
  static let limit = 64

  let order: SortOrder
  /// Whether values are UTF-8: then bounds are cut between characters.
  let isText: Bool
  /// Values of one length keep it.
  private let isCut: Bool

  init(_ type: LeafType) {
    order = SortOrder(type)
    isText = type.kind == .string
    isCut = type.physical == .byteArray && order == .unsignedBytes
  }

  /// A bound that is not above `bytes`, and whether it is that value itself.
  func minimum(_ bytes: [UInt8]) -> (bytes: [UInt8], exact: Bool) {
    guard isCut, bytes.count > Self.limit else { return (bytes, true) }
    return (prefix(bytes), false)
  }

  /// A bound that is not below `bytes`, and whether it is that value itself.
  func maximum(_ bytes: [UInt8]) -> (bytes: [UInt8], exact: Bool) {
    guard isCut, bytes.count > Self.limit else { return (bytes, true) }
    let cut = prefix(bytes)
    guard let next = (isText ? Self.nextText(cut) : nil) ?? Self.nextBytes(cut) else { return (bytes, true) }
    return (next, false)
  }

  private func prefix(_ bytes: [UInt8]) -> [UInt8] {
    var end = Self.limit
    // Continuation bytes are 10xxxxxx.
    if isText { while end > Self.limit - 4, bytes[end] & 0xc0 == 0x80 { end -= 1 } }
    return Array(bytes[..<end])
  }

  /// The shortest bytes above all that begin with `bytes`; nil where there are none.
  private static func nextBytes(_ bytes: [UInt8]) -> [UInt8]? {
    guard let last = bytes.lastIndex(where: { $0 != 0xff }) else { return nil }
    var next = Array(bytes[...last])
    next[last] += 1
    return next
  }

  /// The same, but of valid characters; nil where the bytes are not, or are the greatest characters throughout.
  private static func nextText(_ bytes: [UInt8]) -> [UInt8]? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var scalars = Array(text.unicodeScalars)
    while let last = scalars.popLast() {
      // Surrogates are no characters.
      let value = last.value == 0xd7ff ? 0xe000 : last.value + 1
      guard let next = Unicode.Scalar(value) else { continue }
      var result = String.UnicodeScalarView(scalars)
      result.append(next)
      return Array(String(result).utf8)
    }
    return nil
  }
}
