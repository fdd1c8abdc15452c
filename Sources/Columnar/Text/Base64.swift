/// Base64 with padding (RFC 4648, section 4).
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text of each value; nil where all together are longer than 4 GiB.
  public static func encoded(_ values: ByteStrings) -> ByteStrings? {
    let (source, offsets, alphabet) = (values.bytes.span, values.offsets.span, alphabet.span)
    let capacity = (source.count + 2 * values.count + 2) / 3 * 4 + 4 * values.count
    guard capacity <= Int(UInt32.max) else { return nil }
    return ByteStrings(count: values.count, capacity: capacity) { index, bytes, start in
      write(source, Int(offsets[index])..<Int(offsets[index &+ 1]), alphabet, &bytes, start)
    }
  }

  /// The text of some bytes.
  public static func encoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let (source, alphabet) = (Array(bytes), alphabet.span)
    return [UInt8](filling: (source.count + 2) / 3 * 4) { text in
      _ = write(source.span, 0..<source.count, alphabet, &text, 0)
    }
  }

  /// Writes the text of a range of bytes from `start` on and returns its end.
  private static func write(
    _ source: Span<UInt8>, _ range: Range<Int>, _ alphabet: Span<UInt8>, _ text: inout MutableSpan<UInt8>, _ start: Int
  ) -> Int {
    var (position, at) = (range.lowerBound, start)
    while position < range.upperBound {
      let left = range.upperBound &- position
      let group =
        UInt32(source[position]) << 16 | (left > 1 ? UInt32(source[position &+ 1]) << 8 : 0)
        | (left > 2 ? UInt32(source[position &+ 2]) : 0)
      text[at] = alphabet[Int(group >> 18)]
      text[at &+ 1] = alphabet[Int(group >> 12 & 63)]
      text[at &+ 2] = left > 1 ? alphabet[Int(group >> 6 & 63)] : UInt8(ascii: "=")
      text[at &+ 3] = left > 2 ? alphabet[Int(group & 63)] : UInt8(ascii: "=")
      position &+= 3
      at &+= 4
    }
    return at
  }

  /// The bytes; nil for what is not the text of any, which have exactly one.
  public static func decoded(_ text: some BidirectionalCollection<UInt8>) -> [UInt8]? {
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
