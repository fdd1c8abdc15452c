import Columnar

/// A test of strings by their bytes.
struct ByteTest: Sendable {
  /// The literals, ascending.
  private let wanted: ByteStrings
  /// Nil for a set.
  private let comparison: Comparison?

  init(_ literals: [Literal], _ bound: NormalForm.Bound?) {
    var strings = ByteStrings()
    for literal in literals {
      if case .bytes(let bytes) = literal.key { strings.append(bytes) }
    }
    wanted = strings
    comparison = bound?.comparison
  }

  func holds(_ strings: ByteStrings) -> Bitmap {
    let (bytes, offsets) = (strings.bytes.rawBytes, strings.offsets.span)
    return holds(bytes, count: strings.count) { Int(offsets[$0])..<Int(offsets[$0 &+ 1]) }
  }

  func holds(_ strings: FixedBytes) -> Bitmap {
    let width = strings.width
    return holds(strings.bytes.rawBytes, count: strings.count) { $0 &* width..<$0 &* width &+ width }
  }

  @inline(__always)
  private func holds(_ bytes: RawSpan, count: Int, _ range: (Int) -> Range<Int>) -> Bitmap {
    let wantedBytes = wanted.bytes.rawBytes
    if wanted.count == 0 { return Bitmap(repeating: false, count: count) }
    if let comparison {
      let literal = wanted.range(0)
      return Bitmap(count: count) { comparison.holds(byteOrder(bytes, range($0), wantedBytes, literal)) }
    }
    if wanted.count <= 4 {
      var result = Bitmap(repeating: false, count: count)
      for choice in 0..<wanted.count {
        let literal = wanted.range(choice)
        result = result | Bitmap(count: count) { sameBytes(bytes, range($0), wantedBytes, literal) }
      }
      return result
    }
    return Bitmap(count: count) { index in
      let own = range(index)
      var (low, high) = (0, wanted.count)
      while low < high {
        let middle = (low &+ high) >> 1
        let order = byteOrder(wantedBytes, wanted.range(middle), bytes, own)
        if order == 0 { return true }
        if order < 0 { low = middle &+ 1 } else { high = middle }
      }
      return false
    }
  }
}
