import Columnar

/// What a stored whole number stands for, so that literals can be found among the numbers.
enum IntegerMeaning: Sendable {
  case integer
  /// Of a decimal.
  case unscaled(scale: Int)
  /// Days, or a unit of so many nanoseconds.
  case counts(Int128)

  /// The number that stands for a literal, nil where it is between two.
  func number(of literal: Literal) -> Int128? {
    switch (self, literal.key) {
    case (.integer, .number(let decimal)): decimal.integer
    case (.unscaled(let scale), .number(let decimal)):
      decimal.scale <= scale
        ? ExactDecimal(unscaled: decimal.unscaled, scale: 0).cast(precision: 38, scale: scale - decimal.scale)?.unscaled
        : nil
    case (.counts(let size), .integer(let number)): number % size == 0 ? number / size : nil
    default: nil
    }
  }

  /// The order of what a number stands for and a literal.
  func order(_ number: Int128, _ literal: Literal) -> Int {
    switch (self, literal.key) {
    case (.integer, .number(let decimal)): Order.of(number, decimal)
    case (.integer, .float(let float)): Order.of(number, float)
    case (.unscaled(let scale), .number(let decimal)): Order.of(ExactDecimal(unscaled: number, scale: scale), decimal)
    case (.unscaled(let scale), .float(let float)): Order.of(ExactDecimal(unscaled: number, scale: scale), float)
    case (.counts(let size), .integer(let count)): Order.of(number * size, count)
    default: -1
    }
  }
}

/// A test of whole numbers: ranges that ascend and do not meet.
struct IntegerRanges<Number: RangedInteger>: Sendable {
  private let lows: [Number]
  private let highs: [Number]
  /// Brings unsigned numbers into the order of signed ones.
  private let flipped: Number

  init(_ meaning: IntegerMeaning, _ literals: [Literal], _ bound: NormalForm.Bound?, isUnsigned: Bool = false) {
    flipped = isUnsigned ? .min : 0
    // What a number stands for is within 128 bits as well: decimals are below 10^38, times below 2^96.
    let limit: Int128 = if case .counts = meaning { 1 << 96 } else { ExactDecimal.limit }
    let largest = min(Int128(Number.max), limit)
    let domain = isUnsigned ? 0...(largest * 2 + 1) : -largest - (Number.bitWidth < 128 ? 1 : 0)...largest
    var ranges: [ClosedRange<Int128>] = []
    for literal in literals {
      let exact = meaning.number(of: literal)
      let first = exact ?? Self.first(in: domain) { meaning.order($0, literal) >= 0 }
      let after = exact.map { $0 + 1 } ?? first
      let (low, high) =
        switch bound.map({ ($0.isLower, $0.isStrict) }) {
        case nil: (first, after - 1)
        case (true, let isStrict)?: (isStrict ? after : first, domain.upperBound)
        case (false, let isStrict)?: (domain.lowerBound, (isStrict ? first : after) - 1)
        }
      let (start, end) = (max(low, domain.lowerBound), min(high, domain.upperBound))
      if start > end { continue }
      if let last = ranges.last, last.upperBound + 1 == start {
        ranges[ranges.count - 1] = last.lowerBound...end
      } else {
        ranges.append(start...end)
      }
    }
    let flip = flipped
    lows = ranges.map { Number(truncatingIfNeeded: $0.lowerBound) ^ flip }
    highs = ranges.map { Number(truncatingIfNeeded: $0.upperBound) ^ flip }
  }

  /// The first number of a domain from which on a condition holds; one behind the last where it never does.
  private static func first(in domain: ClosedRange<Int128>, where holds: (Int128) -> Bool) -> Int128 {
    var (low, high) = (domain.lowerBound, domain.upperBound + 1)
    while low < high {
      // The distance may be beyond what is signed.
      let middle = low &+ Int128(truncatingIfNeeded: UInt128(truncatingIfNeeded: high &- low) / 2)
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  func holds(_ numbers: [Number]) -> Bitmap {
    let (source, flipped) = (numbers.span, flipped)
    switch lows.count {
    case 0...16:
      // Each range is a pass of its own, which takes many numbers at a time.
      var result: Bitmap?
      for (low, high) in zip(lows, highs) {
        let width = Number.Magnitude(truncatingIfNeeded: high &- low)
        // Flipped numbers less `low` are numbers less the flipped one.
        let part = Number.bits(of: numbers, from: low ^ flipped, width: width)
        result = result.map { $0 | part } ?? part
      }
      return result ?? Bitmap(repeating: false, count: numbers.count)
    default:
      let (lows, highs) = (lows.span, highs.span)
      return Bitmap(count: numbers.count) { index in
        let number = source[index] ^ flipped
        var (low, high) = (0, lows.count)
        while low < high {
          let middle = (low &+ high) >> 1
          if highs[middle] < number { low = middle &+ 1 } else { high = middle }
        }
        return low < lows.count && lows[low] <= number
      }
    }
  }
}
