/// Whole words and runs of bytes, read and written at once. Positions are checked.
extension Span<UInt8> {
  /// Eight bytes as a big-endian number.
  @inline(__always)
  func bigEndian64(at position: Int) -> UInt64 {
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self).bigEndian
  }

  /// Sixteen bytes as a big-endian number.
  @inline(__always)
  func bigEndian128(at position: Int) -> UInt128 {
    UInt128(bigEndian64(at: position)) << 64 | UInt128(bigEndian64(at: position &+ 8))
  }
}

extension MutableSpan<UInt8> {
  /// Writes a number and returns where it ends.
  @inline(__always)
  mutating func putBigEndian<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number, _ start: Int) -> Int {
    let end = start &+ Number.bitWidth / 8
    precondition(start >= 0 && end <= count)
    unsafe withUnsafeMutableBytes {
      unsafe $0.storeBytes(of: number.bigEndian, toByteOffset: start, as: Number.self)
    }
    return end
  }

  @inline(__always)
  mutating func putBigEndian128(_ number: UInt128, at position: Int) {
    let next = putBigEndian(UInt64(truncatingIfNeeded: number >> 64), position)
    _ = putBigEndian(UInt64(truncatingIfNeeded: number), next)
  }

  /// Exclusive or with sixteen bytes.
  mutating func mix(_ number: UInt128, at position: Int) {
    putBigEndian128(span.bigEndian128(at: position) ^ number, at: position)
  }

  /// Copies a range of bytes and returns where the copy ends.
  @inline(__always)
  mutating func copy(_ source: Span<UInt8>, _ range: Range<Int>, to start: Int) -> Int {
    let end = start &+ range.count
    precondition(start >= 0 && end <= count && range.lowerBound >= 0 && range.upperBound <= source.count)
    unsafe withUnsafeMutableBytes { target in
      unsafe source.withUnsafeBytes { source in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        unsafe (to + start).copyMemory(from: from + range.lowerBound, byteCount: range.count)
      }
    }
    return end
  }
}
