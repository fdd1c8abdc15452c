import Columnar

extension Mask {
  /// `a ≤ b`: what `a` shows can be computed from what `b` shows. Nil is clear; `type` is the column's, if known.
  ///
  /// A preorder; its bottom elements, the hashes and `show` with different substitutes are equal in it.
  public static func isAtMost(_ a: Mask?, _ b: Mask?, type: LeafType?) -> Bool {
    guard let b else { return true }
    guard let a else { return false }
    return a == b || a.function.isAtMost(b.function, isExact: type?.isExact ?? false)
  }
}

extension LeafType {
  /// Whether values are never rounded.
  var isExact: Bool {
    switch kind {
    case .float16, .float32, .float64: false
    default: true
    }
  }
}

extension MaskFunction {
  /// Of two functions that are not the same. `isExact`: the column is known to hold no floats.
  fileprivate func isAtMost(_ other: MaskFunction, isExact: Bool) -> Bool {
    switch (self, other) {
    case (.drop, _): true
    case (_, .drop): false
    case (.null, _), (.constant, _): true
    case (_, .null), (_, .constant): false
    case (.hash(_, .tenant), .hash(_, let scope)): scope == .tenant
    case (.hash(_, .tenant), _): false
    case (.hash, .hash), (.hash, .pseudonym), (.hash, .encrypt): true
    case (.pseudonym, .hash), (.pseudonym, .pseudonym), (.pseudonym, .encrypt): true
    case (.round(let a), .round(let b)): a == b || a.isMultiple(of: b, isExact: isExact)
    case (.bucket(let a), .bucket(let b)): a.allSatisfy { bound in b.contains { $0.isAt(bound) } }
    case (.bucket(let bounds), .round(let step)): bounds.allSatisfy { $0.isMultiple(of: step, isExact: isExact) }
    case (.bucket(let bounds), .truncate(let unit)): unit != .week && bounds.allSatisfy { $0.starts(unit) }
    case (.truncate(let a), .truncate(let b)): a.isCoarserOrEqual(b)
    case (.show(let a), .show(let b)): a.first <= b.first && a.last <= b.last && a.minimum >= b.minimum
    case (.ip(let a), .ip(let b)): a.v4 <= b.v4 && a.v6 <= b.v6
    default: false
    }
  }
}

extension BucketBound {
  /// Whether a step that is rounded down to never crosses this bound.
  func isMultiple(of step: ExactDecimal, isExact: Bool) -> Bool {
    guard case .number(let number) = point else { return false }
    return number.isMultiple(of: step, isExact: isExact)
  }

  /// Whether it is the first instant of a calendar unit.
  func starts(_ unit: CalendarUnit) -> Bool {
    guard case .moment(let moment) = point else { return false }
    return unit.start(ofNanosecond: moment.nanoseconds) == moment.nanoseconds
  }
}

extension ExactDecimal {
  /// Whether the number is an integral multiple of a positive step, and stays one in a column of floats:
  /// there only if both are exactly `Float`s (as doubles, 0.3 is not three times 0.1).
  func isMultiple(of step: ExactDecimal, isExact: Bool) -> Bool {
    (isExact || isExactlyFloat && step.isExactlyFloat) && isMultiple(of: step)
  }

  private func isMultiple(of step: ExactDecimal) -> Bool {
    let (a, b) = (tidy, step.tidy)
    guard b.scale >= a.scale else { return false }  // a has a digit further behind than any multiple of b
    let divisor = b.unscaled.magnitude
    var remainder = a.unscaled.magnitude % divisor
    for _ in a.scale..<b.scale {
      let product = remainder.multipliedFullWidth(by: 10)
      remainder = divisor.dividingFullWidth(product).remainder
    }
    return remainder == 0
  }

  /// Whether a `Float` holds the number without rounding: 24 binary digits and a power of two.
  var isExactlyFloat: Bool {
    let tidy = tidy
    var rest = tidy.unscaled.magnitude
    if rest == 0 { return true }
    for _ in 0..<tidy.scale {
      guard rest % 5 == 0 else { return false }
      rest /= 5
    }
    return rest >> UInt128(rest.trailingZeroBitCount) < 1 << 24
  }
}
