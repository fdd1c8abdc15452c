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
    var deltas = [Number](repeating: 0, count: blockSize)
    var start = 1
    while start < values.count {
      let count = min(blockSize, values.count - start)
      for index in 0..<count { deltas[index] = values[start + index] &- values[start + index - 1] }
      appendBlock(deltas, count: count, to: &result)
      start += count
    }
    return result
  }

  private static func appendBlock<Number: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
    _ deltas: [Number], count: Int, to result: inout [UInt8]
  ) {
    var minimum = deltas[0]
    for index in 1..<max(count, 1) { minimum = min(minimum, deltas[index]) }
    let mask = UInt64.max >> UInt64(64 - Number.bitWidth)
    var offsets = [UInt64](repeating: 0, count: blockSize)
    for index in 0..<count {
      offsets[index] = UInt64(truncatingIfNeeded: deltas[index] &- minimum) & mask
    }
    result.append(zigzag: Int64(minimum))
    let used = (count + miniblockSize - 1) / miniblockSize
    let widths = (0..<blockSize / miniblockSize).map { index in
      let all = offsets[index * miniblockSize..<(index + 1) * miniblockSize].reduce(0, |)
      return BitPacking.width(of: all)
    }
    for width in widths { result.append(UInt8(width)) }
    for index in 0..<used {
      let part = offsets.span.extracting(index * miniblockSize..<(index + 1) * miniblockSize)
      result += BitPacking.pack(part, width: widths[index])
    }
  }
}
