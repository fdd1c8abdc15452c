import Columnar

/// A test of floats, NaN being greater than every other.
struct FloatRanges<Number: RangedFloat>: Sendable {
  private enum Shape: Sendable {
    /// From a number up to NaN.
    case from(Number)
    case upTo(Number)
    /// One of these.
    case among([Number])
  }

  private let shape: Shape

  /// Nil where a literal is not finite, and for what is no number.
  init?(_ literals: [Literal], _ bound: NormalForm.Bound?) {
    var exact: [Number] = []
    for literal in literals {
      guard let (below, above) = Self.neighbours(of: literal) else { return nil }
      if let bound {
        // A strict bound leaves out the literal itself, where it is a number of this type.
        let skips = bound.isStrict && below == above
        shape =
          bound.isLower ? .from(skips ? above.nextUp : above) : .upTo(skips ? below.nextDown : below)
        return
      }
      if below == above { exact.append(below) }
    }
    shape = .among(exact)
  }

  /// The greatest number that is not above a literal and the smallest that is not below.
  private static func neighbours(of literal: Literal) -> (below: Number, above: Number)? {
    let nearest: Double
    switch literal.key {
    case .number(let decimal): nearest = Double(decimal)
    case .float(let float) where float.isFinite: nearest = float
    default: return nil
    }
    func order(_ number: Number) -> Int {
      if case .number(let decimal) = literal.key { return -Order.of(decimal, Double(number)) }
      return Order.of(Double(number), nearest)
    }
    var below = Number(nearest)
    while order(below) > 0 { below = below.nextDown }
    var above = below
    while order(above) < 0 { above = above.nextUp }
    while above > below, order(below.nextUp) <= 0 { below = below.nextUp }
    return (below, above)
  }

  func holds(_ numbers: [Number]) -> Bitmap {
    let source = numbers.span
    switch shape {
    // Not below: NaN is above.
    case .from(let low): return Number.bits(of: numbers, .notBelow, low)
    case .upTo(let high): return Number.bits(of: numbers, .atMost, high)
    case .among(let wanted):
      if wanted.count <= 16 {
        // Each is a pass of its own, which takes many numbers at a time.
        return wanted.reduce(Bitmap(repeating: false, count: numbers.count)) { result, choice in
          result | Number.bits(of: numbers, .equal, choice)
        }
      }
      let wanted = wanted.span
      return Bitmap(count: numbers.count) { index in
        let number = source[index]
        var (low, high) = (0, wanted.count)
        while low < high {
          let middle = (low &+ high) >> 1
          if wanted[middle] < number { low = middle &+ 1 } else { high = middle }
        }
        return low < wanted.count && wanted[low] == number
      }
    }
  }
}
