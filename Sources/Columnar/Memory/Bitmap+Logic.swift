extension Bitmap {
  /// Number of set bits.
  public var setCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  public var isAllSet: Bool { setCount == count }
  public var isNoneSet: Bool { words.allSatisfy { $0 == 0 } }

  public static func & (a: Bitmap, b: Bitmap) -> Bitmap { a.combined(with: b, &) }
  public static func | (a: Bitmap, b: Bitmap) -> Bitmap { a.combined(with: b, |) }
  public static func ^ (a: Bitmap, b: Bitmap) -> Bitmap { a.combined(with: b, ^) }
  public static prefix func ~ (a: Bitmap) -> Bitmap {
    let source = a.words.span
    let words = [UInt64](filling: source.count) { words in
      for index in 0..<words.count { words[index] = ~source[index] }
    }
    return Bitmap(words: words, count: a.count)
  }

  @inline(__always)
  private func combined(with other: Bitmap, _ operation: (UInt64, UInt64) -> UInt64) -> Bitmap {
    precondition(count == other.count)
    let (a, b) = (words.span, other.words.span)
    let words = [UInt64](filling: a.count) { words in
      for index in 0..<words.count { words[index] = operation(a[index], b[index]) }
    }
    return Bitmap(words: words, count: count)
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
