extension Bitmap {
  /// Number of set bits.
  public var setCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  public var isAllSet: Bool { setCount == count }
  public var isNoneSet: Bool { words.allSatisfy { $0 == 0 } }

  public static func & (a: Bitmap, b: Bitmap) -> Bitmap { a.combined(with: b, &) }
  public static func | (a: Bitmap, b: Bitmap) -> Bitmap { a.combined(with: b, |) }
  public static func ^ (a: Bitmap, b: Bitmap) -> Bitmap { a.combined(with: b, ^) }
  public static prefix func ~ (a: Bitmap) -> Bitmap { Bitmap(words: a.words.map { ~$0 }, count: a.count) }

  private func combined(with other: Bitmap, _ operation: (UInt64, UInt64) -> UInt64) -> Bitmap {
    precondition(count == other.count)
    var result = words
    for i in result.indices { result[i] = operation(words[i], other.words[i]) }
    return Bitmap(words: result, count: count)
  }

  /// Calls `body` with the index of each set bit, ascending.
  @inlinable
  public func forEachSet<E: Error>(_ body: (Int) throws(E) -> Void) throws(E) {
    for (position, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        try body(position << 6 + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }

  /// The indices of set bits.
  public var setIndices: [Int] {
    var indices: [Int] = []
    indices.reserveCapacity(setCount)
    forEachSet { indices.append($0) }
    return indices
  }
}
