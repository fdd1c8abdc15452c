import Columnar

/// `bucket`: the name of the half-open interval between two bounds that a value lies in.
struct BucketKernel: Sendable {
  /// For each interval its name, from the lowest.
  private let names: ByteStrings
  private let thresholds: Thresholds
  private let type: LeafType

  /// The bounds in the unit of the stored values, rounded up to where they make no difference.
  private enum Thresholds: Sendable {
    case whole([Int128])
    case float([Float])
    case double([Double])
  }

  init(_ bounds: [BucketBound], _ type: LeafType) {
    self.type = type
    names = ByteStrings(Self.names(bounds.map(\.text)))
    switch type.kind {
    case .float32: thresholds = .float(bounds.map { $0.number.nearestFloat })
    case .float64: thresholds = .double(bounds.map { $0.number.nearestDouble })
    default: thresholds = .whole(bounds.map { $0.threshold(type.kind) })
    }
  }

  private static func names(_ bounds: [String]) -> [String] {
    ["<" + bounds[0]] + zip(bounds, bounds.dropFirst()).map { "[\($0),\($1))" } + [">=" + bounds[bounds.count - 1]]
  }

  /// Nil where a stored decimal is longer than its type allows.
  func apply(_ values: Values) -> ByteStrings? {
    guard let intervals = intervals(values) else { return nil }
    guard case .bytes(let texts) = Values.bytes(names).gathered(intervals) else { return nil }
    return texts
  }

  /// For each value how many bounds are at or below it.
  private func intervals(_ values: Values) -> [UInt32]? {
    switch (thresholds, values) {
    case (.float(let bounds), .float(let numbers)): return counts(bounds, numbers)
    case (.double(let bounds), .double(let numbers)): return counts(bounds, numbers)
    case (.whole(let bounds), .int32(let numbers)): return narrow(numbers, bounds)
    case (.whole(let bounds), .int64(let numbers)): return narrow(numbers, bounds)
    case (.whole(let bounds), _): return wide(values).map { counts(bounds, $0) }
    default: preconditionFailure("values of another type")
    }
  }

  private func wide(_ values: Values) -> [Int128]? {
    guard case .timestamp96 = type.kind, case .fixed(let stored) = values else {
      return StoredDecimals.unscaled(values)
    }
    return (0..<stored.count).map { Timestamp96(stored[$0]).nanoseconds }
  }

  /// Compares in the width of the values: bounds beyond it are above all values or below them.
  private func narrow<Number: FixedWidthInteger & BitwiseCopyable>(
    _ numbers: [Number], _ bounds: [Int128]
  ) -> [UInt32] where Number.Magnitude: BitwiseCopyable {
    if case .integer(_, signed: false) = type.kind {
      let highest = Int128(UInt64(truncatingIfNeeded: Number.Magnitude.max))
      let base = UInt32(bounds.count { $0 <= 0 })
      let inside = bounds.filter { $0 > 0 && $0 <= highest }.map { Number.Magnitude(truncatingIfNeeded: $0) }
      return counts(inside, mapped(numbers) { Number.Magnitude(truncatingIfNeeded: $0) }, from: base)
    }
    let base = UInt32(bounds.count { $0 <= Int128(Number.min) })
    let inside = bounds.compactMap { $0 <= Int128(Number.min) ? nil : Number(exactly: $0) }
    return counts(inside, numbers, from: base)
  }

  /// For each number how many bounds it is not below, and `base` more. NaN is below none.
  private func counts<Number: Comparable & BitwiseCopyable>(
    _ bounds: [Number], _ numbers: [Number], from base: UInt32 = 0
  ) -> [UInt32] {
    if bounds.count > 16 { return mapped(numbers) { base + count(bounds, $0) } }
    // Each bound is a pass of its own, which takes many numbers at a time.
    let source = numbers.span
    return [UInt32](filling: source.count) { counts in
      for index in 0..<counts.count { counts[index] = base }
      for bound in bounds {
        for index in 0..<counts.count { counts[index] &+= source[index] < bound ? 0 : 1 }
      }
    }
  }

  private func count<Number: Comparable>(_ bounds: [Number], _ number: Number) -> UInt32 {
    var (low, high) = (0, bounds.count)
    while low < high {
      let middle = (low + high) / 2
      if number < bounds[middle] { high = middle } else { low = middle + 1 }
    }
    return UInt32(truncatingIfNeeded: low)
  }
}

extension BucketBound {
  fileprivate var number: ExactDecimal {
    guard case .number(let number) = point else { preconditionFailure("a bound of another type") }
    return number
  }

  /// The lowest stored value that is at or above the bound.
  fileprivate func threshold(_ kind: ValueKind) -> Int128 {
    switch (point, kind) {
    case (.number(let number), .decimal(_, let scale)): number.ceiling(atScale: scale)
    case (.number(let number), _): number.ceiling(atScale: 0)
    case (.moment(let moment), .date): moment.nanoseconds.ceiling(dividedBy: Moment.nanosecondsPerDay)
    case (.moment(let moment), .timestamp(let unit, _)):
      moment.nanoseconds.ceiling(dividedBy: Moment.nanosecondsPerSecond / Int128(unit.perSecond))
    case (.moment(let moment), _): moment.nanoseconds
    }
  }
}

extension Int128 {
  fileprivate func ceiling(dividedBy divisor: Int128) -> Int128 {
    let (quotient, remainder) = flooredQuotientAndRemainder(dividingBy: divisor)
    return remainder == 0 ? quotient : quotient + 1
  }
}

extension ExactDecimal {
  /// The unscaled number at a scale, rounded up; the ends of 128 bits stand for what is beyond them.
  fileprivate func ceiling(atScale target: Int) -> Int128 {
    if scale > target { return unscaled.ceiling(dividedBy: Self.powerOfTen(min(scale - target, 38))) }
    let (product, tooLong) = unscaled.multipliedReportingOverflow(by: Self.powerOfTen(min(target - scale, 38)))
    return tooLong ? (unscaled < 0 ? .min : .max) : product
  }
}
