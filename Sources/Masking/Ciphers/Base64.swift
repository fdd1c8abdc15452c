import Columnar

/// Base64 with padding (RFC 4648, section 4).
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encoded(_ values: ByteStrings) throws(MaskingError) -> ByteStrings {
    let (source, offsets, alphabet) = (values.bytes.span, values.offsets.span, alphabet.span)
    let capacity = (source.count + 2 * values.count + 2) / 3 * 4 + 4 * values.count
    guard capacity <= Int(UInt32.max) else { throw tooMuchText }
    return ByteStrings(count: values.count, capacity: capacity) { index, bytes, start in
      var (position, at) = (Int(offsets[index]), start)
      let end = Int(offsets[index &+ 1])
      while position < end {
        let left = end &- position
        let group =
          UInt32(source[position]) << 16 | (left > 1 ? UInt32(source[position &+ 1]) << 8 : 0)
          | (left > 2 ? UInt32(source[position &+ 2]) : 0)
        bytes[at] = alphabet[Int(group >> 18)]
        bytes[at &+ 1] = alphabet[Int(group >> 12 & 63)]
        bytes[at &+ 2] = left > 1 ? alphabet[Int(group >> 6 & 63)] : UInt8(ascii: "=")
        bytes[at &+ 3] = left > 2 ? alphabet[Int(group & 63)] : UInt8(ascii: "=")
        position &+= 3
        at &+= 4
      }
      return at
    }
  }

  /// Nil for what is not the encoding of anything, which has exactly one.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
    var bytes: [UInt8] = []
    var (group, filled): (UInt32, Int) = (0, 0)
    for character in text.dropLast(padding) {
      guard let digit = alphabet.firstIndex(of: character) else { return nil }
      group = group << 6 | UInt32(digit)
      filled += 6
      if filled >= 8 {
        filled -= 8
        bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(filled)))
      }
    }
    return group & ((1 << UInt32(filled)) - 1) == 0 ? bytes : nil
  }
}
