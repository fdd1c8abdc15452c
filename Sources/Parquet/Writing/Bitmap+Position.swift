import Columnar

extension Bitmap {
  /// Number of set bits in a range.
  func setCount(in range: Range<Int>) -> Int {
    if range.isEmpty { return 0 }
    let (first, last) = (range.lowerBound >> 6, (range.upperBound - 1) >> 6)
    var count = 0
    for index in first...last {
      var word = words[index]
      if index == first { word &= ~0 << UInt64(range.lowerBound & 63) }
      if index == last { word &= ~0 >> UInt64(63 - (range.upperBound - 1) & 63) }
      count += word.nonzeroBitCount
    }
    return count
  }

  /// The position behind the `n`-th set bit (1-based) at or after `start`; `start` for n = 0.
  func position(ofSet n: Int, from start: Int) -> Int {
    if n == 0 { return start }
    var rest = n
    var index = start >> 6
    var word = words[index] & ~0 << UInt64(start & 63)
    while word.nonzeroBitCount < rest {
      rest -= word.nonzeroBitCount
      index += 1
      word = words[index]
    }
    for _ in 1..<rest { word &= word &- 1 }
    return index << 6 + word.trailingZeroBitCount + 1
  }
}
