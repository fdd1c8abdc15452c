import Columnar

/// Text as UTF-8; a character is a Unicode scalar value.
extension ArraySlice<UInt8> {
  /// Each character in lower case by itself: the full mapping, no locale, no final sigma.
  var lowercased: ArraySlice<UInt8> {
    mapped { $0.lowercaseMapping }
  }

  var uppercased: ArraySlice<UInt8> {
    mapped { $0.uppercaseMapping }
  }

  private func mapped(_ mapping: (Unicode.Scalar.Properties) -> String) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    for scalar in String(decoding: self, as: UTF8.self).unicodeScalars {
      result += mapping(scalar.properties).utf8
    }
    return result[...]
  }

  /// Without spaces at both ends.
  var trimmed: ArraySlice<UInt8> {
    var rest = self
    while rest.first == 0x20 { rest.removeFirst() }
    while rest.last == 0x20 { rest.removeLast() }
    return rest
  }

  /// Characters from a position, counted from 1, to before another; positions may lie outside.
  func characters(from start: Int128, to end: Int128) -> ArraySlice<UInt8> {
    guard start < end else { return self[startIndex..<startIndex] }
    var position: Int128 = 0
    var first = endIndex
    for index in indices where self[index] & 0xc0 != 0x80 {
      position += 1
      if position >= end { return self[Swift.min(first, index)..<index] }
      if position >= start, first == endIndex { first = index }
    }
    return self[first...]
  }
}

extension ByteStrings {
  /// Whether all of the text is ASCII, whose characters can be mapped byte by byte.
  var isASCII: Bool {
    let source = bytes.span
    var all: UInt8 = 0
    for index in 0..<source.count { all |= source[index] }
    return all < 0x80
  }

  func mappingASCII(toLower: Bool) -> ByteStrings {
    let source = bytes.span
    let first: UInt8 = toLower ? 0x41 : 0x61
    let mapped = [UInt8](filling: bytes.count) { result in
      for index in 0..<result.count {
        let byte = source[index]
        result[index] = byte ^ (byte &- first < 26 ? 0x20 : 0)
      }
    }
    return ByteStrings(offsets: offsets, bytes: mapped)
  }
}
