import Columnar

extension Vector {
  /// Where a comparison holds; anything where one of the two is NULL.
  static func compare(_ comparison: Comparison, _ a: Vector, _ b: Vector, count: Int) -> Bitmap {
    let pair = Pair(a: a, b: b, count: count, comparison: comparison)
    switch (a.content, b.content) {
    case (.integers(let x), .integers(let y)): return pair.holds(x, y, Order.of)
    case (.integers(let x), .decimals(let y)): return pair.holds(x, y, Order.of)
    case (.integers(let x), .floats(let y)): return pair.holds(x, y, Order.of)
    case (.decimals(let x), .integers(let y)): return pair.holds(x, y) { -Order.of($1, $0) }
    case (.decimals(let x), .decimals(let y)): return pair.holds(x, y, Order.of)
    case (.decimals(let x), .floats(let y)): return pair.holds(x, y, Order.of)
    case (.floats(let x), .integers(let y)): return pair.holds(x, y) { -Order.of($1, $0) }
    case (.floats(let x), .decimals(let y)): return pair.holds(x, y) { -Order.of($1, $0) }
    case (.floats(let x), .floats(let y)): return pair.holds(x, y) { (a: Double, b: Double) in Order.of(a, b) }
    case (.bytes(let x), .bytes(let y)): return pair.holds(x, y)
    case (.boolean(let x), .boolean(let y)):
      return Bitmap(count: count) { comparison.holds((x[$0 &* a.step] ? 1 : 0) - (y[$0 &* b.step] ? 1 : 0)) }
    // One of the two is NULL throughout.
    default: return Bitmap(repeating: false, count: count)
    }
  }

  private struct Pair {
    let a: Vector
    let b: Vector
    let count: Int
    let comparison: Comparison

    @inline(__always)
    func holds<A: BitwiseCopyable, B: BitwiseCopyable>(_ x: [A], _ y: [B], _ order: (A, B) -> Int) -> Bitmap {
      let (x, y, stepA, stepB) = (x.span, y.span, a.step, b.step)
      return Bitmap(count: count) { comparison.holds(order(x[$0 &* stepA], y[$0 &* stepB])) }
    }

    func holds(_ x: ByteStrings, _ y: ByteStrings) -> Bitmap {
      let (first, second) = (x.bytes.span, y.bytes.span)
      return Bitmap(count: count) {
        comparison.holds(
          byteOrder(first, x.range($0 &* a.step), second, y.range($0 &* b.step)))
      }
    }
  }
}

/// The order of two strings by their bytes: negative, zero or positive.
func byteOrder(_ a: Span<UInt8>, _ rangeA: Range<Int>, _ b: Span<UInt8>, _ rangeB: Range<Int>) -> Int {
  let length = min(rangeA.count, rangeB.count)
  var offset = 0
  while offset < length {
    let difference = Int(a[rangeA.lowerBound &+ offset]) &- Int(b[rangeB.lowerBound &+ offset])
    if difference != 0 { return difference }
    offset &+= 1
  }
  return rangeA.count - rangeB.count
}
