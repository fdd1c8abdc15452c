extension UInt128 {
  /// Multiplied by x in GF(2^128) (RFC 5297, section 2.3).
  var doubled: UInt128 { self << 1 ^ (self >> 127) * 0x87 }
}

extension Span<UInt8> {
  /// Sixteen bytes as a big-endian number.
  @inline(__always)
  func bigEndian128(at position: Int) -> UInt128 {
    UInt128(bigEndian64(at: position)) << 64 | UInt128(bigEndian64(at: position &+ 8))
  }
}

extension MutableSpan<UInt8> {
  @inline(__always)
  mutating func putBigEndian128(_ number: UInt128, at position: Int) {
    let (high, low) = (UInt64(truncatingIfNeeded: number >> 64), UInt64(truncatingIfNeeded: number))
    for byte in 0..<8 {
      self[position &+ byte] = UInt8(truncatingIfNeeded: high &>> UInt64(56 &- 8 &* byte))
      self[position &+ 8 &+ byte] = UInt8(truncatingIfNeeded: low &>> UInt64(56 &- 8 &* byte))
    }
  }

  /// Exclusive or with sixteen bytes.
  mutating func mix(_ number: UInt128, at position: Int) {
    putBigEndian128(span.bigEndian128(at: position) ^ number, at: position)
  }
}
