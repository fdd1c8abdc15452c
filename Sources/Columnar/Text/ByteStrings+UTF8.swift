import CKernels

extension ByteStrings {
  /// Whether every byte is ASCII: then every byte is a character.
  public var isASCII: Bool {
    let span = bytes.span
    var all: UInt8 = 0
    for index in span.indices { all |= span[index] }
    return all < 0x80
  }

  /// Whether each string is UTF-8 of its own.
  public var isUTF8: Bool {
    if isASCII { return true }
    guard unsafe louver_is_utf8(bytes, bytes.count) else { return false }
    // All bytes together are; so each string is, unless one begins within a character.
    let (starts, span) = (offsets.span, bytes.span)
    for index in starts.indices where Int(starts[index]) < span.count {
      if span[Int(starts[index])] & 0xc0 == 0x80 { return false }
    }
    return true
  }
}

extension Span<UInt8> {
  /// The character that begins at `position` and its bytes, in text known to be UTF-8.
  @inlinable
  public func character(at position: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(self[position])
    if first < 0x80 { return (first, 1) }
    if first < 0xe0 { return ((first & 0x1f) << 6 | continuation(position &+ 1), 2) }
    if first < 0xf0 {
      return ((first & 0x0f) << 12 | continuation(position &+ 1) << 6 | continuation(position &+ 2), 3)
    }
    let high = (first & 0x07) << 18 | continuation(position &+ 1) << 12
    return (high | continuation(position &+ 2) << 6 | continuation(position &+ 3), 4)
  }

  @inlinable
  func continuation(_ position: Int) -> UInt32 { UInt32(self[position] & 0x3f) }
}
