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
      let (first, second) = (x.bytes.rawBytes, y.bytes.rawBytes)
      return Bitmap(count: count) {
        comparison.holds(
          byteOrder(first, x.range($0 &* a.step), second, y.range($0 &* b.step)))
      }
    }
  }
}
