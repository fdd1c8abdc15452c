import Columnar

/// Bytes that values take in a page before compression.
enum ValueCosts {
  case each(Int)
  /// Byte arrays: what offsets say, and 4 for their length.
  case offsets([UInt32])

  init(_ values: Values) {
    switch values {
    case .boolean: self = .each(1)
    case .int32, .float: self = .each(4)
    case .int64, .double: self = .each(8)
    case .fixed(let fixed): self = .each(fixed.width)
    case .bytes(let strings): self = .offsets(strings.offsets)
    }
  }

  func bytes(_ range: Range<Int>) -> Int {
    switch self {
    case .each(let size): size * range.count
    case .offsets(let offsets): Int(offsets[range.upperBound] - offsets[range.lowerBound]) + 4 * range.count
    }
  }

  /// The end of the shortest beginning of a range that reaches `limit` bytes; of the range, if it does not.
  func end(reaching limit: Int, _ range: Range<Int>) -> Int {
    if bytes(range) < limit { return range.upperBound }
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if bytes(range.lowerBound..<middle) >= limit { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
