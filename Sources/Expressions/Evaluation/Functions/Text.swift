/// Text as UTF-8; a character is a Unicode scalar value.
extension ArraySlice<UInt8> {
  private var isASCII: Bool { allSatisfy { $0 < 0x80 } }

  /// Each character in lower case by itself: the full mapping, no locale, no final sigma.
  var lowercased: ArraySlice<UInt8> {
    if isASCII { return ArraySlice(map { $0 &+ ($0 >= 0x41 && $0 <= 0x5a ? 0x20 : 0) }) }
    return mapped { $0.lowercaseMapping }
  }

  var uppercased: ArraySlice<UInt8> {
    if isASCII { return ArraySlice(map { $0 &- ($0 >= 0x61 && $0 <= 0x7a ? 0x20 : 0) }) }
    return mapped { $0.uppercaseMapping }
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
