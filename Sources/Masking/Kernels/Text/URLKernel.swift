import Columnar

/// `url`: scheme and host in lower case, without user, port and rest; NULL for what is no such URL.
enum URLKernel {
  static func apply(_ texts: ByteStrings) throws(MaskingError) -> MaskedValues {
    let (source, offsets) = (texts.bytes.span, texts.offsets.span)
    return try nullableText(count: texts.count, capacity: source.count) { index, bytes, start in
      let range = Int(offsets[index])..<Int(offsets[index + 1])
      guard let scheme = scheme(source, range) else { return nil }
      let rest = scheme.upperBound + 3..<range.upperBound
      guard let host = host(source, authority(source, rest)) else { return nil }
      var at = bytes.copyLowercased(source, scheme, to: start)
      for byte in [UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "/")] {
        bytes[at] = byte
        at &+= 1
      }
      return bytes.copyLowercased(source, host, to: at)
    }
  }

  /// A letter, then letters, digits, `+`, `.` and `-`, up to `://`.
  private static func scheme(_ source: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var end = range.lowerBound
    while end < range.upperBound, source[end].isSchemeCharacter { end &+= 1 }
    guard end > range.lowerBound, source[range.lowerBound].isLetter, end + 3 <= range.upperBound,
      source[end] == UInt8(ascii: ":"), source[end + 1] == UInt8(ascii: "/"), source[end + 2] == UInt8(ascii: "/")
    else { return nil }
    return range.lowerBound..<end
  }

  /// What comes before the first `/`, `?` or `#`.
  private static func authority(_ source: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var end = range.lowerBound
    while end < range.upperBound, !source[end].endsAuthority { end &+= 1 }
    return range.lowerBound..<end
  }

  private static func host(_ source: Span<UInt8>, _ authority: Range<Int>) -> Range<Int>? {
    guard let begin = hostBegin(source, authority), begin < authority.upperBound else { return nil }
    var end = begin
    if source[begin] == UInt8(ascii: "[") {
      end &+= 1
      while end < authority.upperBound, source[end].isAddressCharacter { end &+= 1 }
      guard end > begin + 1, end < authority.upperBound, source[end] == UInt8(ascii: "]") else { return nil }
      end &+= 1
    } else {
      while end < authority.upperBound, source[end].isHostCharacter { end &+= 1 }
    }
    guard end > begin, isPort(source, end..<authority.upperBound) else { return nil }
    return begin..<end
  }

  /// Behind the only `@`, before which there is neither white space nor a backslash; nil where there are more.
  private static func hostBegin(_ source: Span<UInt8>, _ authority: Range<Int>) -> Int? {
    var at: Int?
    for position in authority where source[position] == UInt8(ascii: "@") {
      if at != nil { return nil }
      at = position
    }
    guard let at else { return authority.lowerBound }
    var position = authority.lowerBound
    while position < at {
      let (character, length) = source.character(at: position)
      if character == 92 || isWhiteSpace(character) { return nil }
      position &+= length
    }
    return at + 1
  }

  /// Nothing, or a colon and digits.
  private static func isPort(_ source: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return true }
    guard source[range.lowerBound] == UInt8(ascii: ":") else { return false }
    for position in range.dropFirst() where source[position] &- 48 >= 10 { return false }
    return true
  }

  /// White space and the separators among the control characters.
  private static func isWhiteSpace(_ character: UInt32) -> Bool {
    28...31 ~= character || Unicode.Scalar(character)?.properties.isWhitespace ?? false
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (self | 32) &- 97 < 26 }
  private var isDigit: Bool { self &- 48 < 10 }
  fileprivate var isSchemeCharacter: Bool {
    isLetter || isDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
  }
  fileprivate var isHostCharacter: Bool {
    isLetter || isDigit || self == UInt8(ascii: ".") || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
  }
  fileprivate var isAddressCharacter: Bool {
    isDigit || (self | 32) &- 97 < 6 || self == UInt8(ascii: ":") || self == UInt8(ascii: ".")
  }
  fileprivate var endsAuthority: Bool {
    self == UInt8(ascii: "/") || self == UInt8(ascii: "?") || self == UInt8(ascii: "#")
  }
}

extension MutableSpan<UInt8> {
  /// Copies ASCII in lower case and returns where the copy ends.
  fileprivate mutating func copyLowercased(_ source: Span<UInt8>, _ range: Range<Int>, to start: Int) -> Int {
    var at = start
    for index in range {
      let byte = source[index]
      self[at] = byte &- 65 < 26 ? byte | 32 : byte
      at &+= 1
    }
    return at
  }
}
