import Columnar

// Unsigned LEB128, in which run headers and deltas are written.
extension RawSpan {
  /// The number at `position`, which moves behind it.
  func varint(at position: inout Int) throws(ParquetError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < byteCount {
      let byte = self[position]
      position += 1
      guard shift < 63 || byte <= 1 else { throw .malformed("a number of more than 64 bits") }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw .malformed("a page ends within a number")
  }

  /// The zigzag-coded number at `position`, which moves behind it.
  func zigzag(at position: inout Int) throws(ParquetError) -> Int64 {
    let value = try varint(at: &position)
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }
}

extension [UInt8] {
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func append(zigzag value: Int64) {
    append(varint: UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  /// Appends the lowest `count` bytes of a number, least significant first.
  mutating func append(littleEndian value: UInt64, count: Int) {
    for index in 0..<count { append(UInt8(truncatingIfNeeded: value >> UInt64(index * 8))) }
  }
}
