import Columnar

extension DeltaBinaryPacked {
  private static let blockSize = 128
  private static let miniblockSize = 32

  static func encode<Number: FixedWidthInteger & SignedInteger & BitwiseCopyable>(_ values: [Number]) -> [UInt8] {
    var result: [UInt8] = []
    result.append(varint: UInt64(blockSize))
    result.append(varint: UInt64(blockSize / miniblockSize))
    result.append(varint: UInt64(values.count))
    result.append(zigzag: Int64(values.first ?? 0))
    var offsets = [UInt64](repeating: 0, count: blockSize)
    var start = 1
    while start < values.count {
      let count = min(blockSize, values.count - start)
      result.append(zigzag: Int64(differences(values.span.extracting(start - 1..<start + count), &offsets)))
      appendMiniblocks(offsets, count: count, to: &result)
      start += count
    }
    return result
  }

  /// Writes how much more than the least of them the differences of values are, and zeros behind them. Returns the
  /// least.
  private static func differences<Number: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
    _ values: Span<Number>, _ offsets: inout [UInt64]
  ) -> Number {
    let count = values.count - 1
    var least = Number.max
    for index in 0..<count { least = min(least, values[index + 1] &- values[index]) }
    let mask = UInt64.max >> UInt64(64 - Number.bitWidth)
    for index in 0..<count {
      offsets[index] = UInt64(truncatingIfNeeded: values[index + 1] &- values[index] &- least) & mask
    }
    for index in count..<offsets.count { offsets[index] = 0 }
    return least
  }

  /// The widths of all miniblocks, then those that have values.
  private static func appendMiniblocks(_ offsets: [UInt64], count: Int, to result: inout [UInt8]) {
    let widths = result.count
    for start in stride(from: 0, to: blockSize, by: miniblockSize) {
      var all: UInt64 = 0
      for index in start..<start + miniblockSize { all |= offsets[index] }
      result.append(UInt8(BitPacking.width(of: all)))
    }
    for (index, start) in stride(from: 0, to: count, by: miniblockSize).enumerated() {
      let miniblock = offsets.span.extracting(start..<start + miniblockSize)
      result += BitPacking.pack(miniblock, width: Int(result[widths + index]))
    }
  }
}
