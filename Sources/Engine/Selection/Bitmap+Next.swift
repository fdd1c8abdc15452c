import Columnar

extension Bitmap {
  /// The first set bit at or after `start`; nil where there is none.
  func nextSet(from start: Int) -> Int? {
    guard start < count else { return nil }
    var index = start >> 6
    var word = words[index] & ~0 << UInt64(start & 63)
    while word == 0 {
      index += 1
      guard index < words.count else { return nil }
      word = words[index]
    }
    return index << 6 + word.trailingZeroBitCount
  }
}
