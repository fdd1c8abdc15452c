import Columnar

/// Arithmetic on decimals; nil is a fault: more than 38 digits, or division by zero.
extension ExactDecimal {
  /// Checks that 38 digits hold a result.
  private static func fitting(_ isNegative: Bool, _ magnitude: UInt128, scale: Int) -> ExactDecimal? {
    guard magnitude < limit.magnitude else { return nil }
    return ExactDecimal(unscaled: isNegative ? -Int128(magnitude) : Int128(magnitude), scale: scale)
  }

  /// The magnitude at a scale that is not below its own, nil beyond 128 bits.
  private func magnitude(atScale target: Int) -> UInt128? {
    if unscaled == 0 { return 0 }
    guard target - scale <= 38 else { return nil }
    let product = unscaled.magnitude.multipliedReportingOverflow(by: UInt128(Self.powerOfTen(target - scale)))
    return product.overflow ? nil : product.partialValue
  }

  func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let target = max(scale, other.scale)
    guard let a = magnitude(atScale: target), let b = other.magnitude(atScale: target) else { return nil }
    let (isNegative, otherIsNegative) = (unscaled < 0, other.unscaled < 0)
    if isNegative == otherIsNegative {
      let (sum, overflow) = a.addingReportingOverflow(b)
      return overflow ? nil : Self.fitting(isNegative, sum, scale: target)
    }
    return a >= b
      ? Self.fitting(isNegative, a - b, scale: target) : Self.fitting(otherIsNegative, b - a, scale: target)
  }

  func multiplied(by other: ExactDecimal) -> ExactDecimal? {
    if let a = Int64(exactly: unscaled), let b = Int64(exactly: other.unscaled) {
      return Self.fitting((a < 0) != (b < 0), UInt128(a.magnitude) &* UInt128(b.magnitude), scale: scale + other.scale)
    }
    let (product, overflow) = unscaled.magnitude.multipliedReportingOverflow(by: other.unscaled.magnitude)
    guard !overflow else { return nil }
    return Self.fitting((unscaled < 0) != (other.unscaled < 0), product, scale: scale + other.scale)
  }

  /// Rounded half away from zero to max(both scales, 16) fraction digits, or as many as 38 digits leave room for.
  func divided(by other: ExactDecimal) -> ExactDecimal? {
    let divisor = other.unscaled.magnitude
    guard divisor != 0 else { return nil }
    var target = max(scale, other.scale, 16)
    while target >= 0 {
      // a / 10^s / (b / 10^t), times 10^target
      let exponent = target + other.scale - scale
      if exponent >= 0, let quotient = Self.quotient(unscaled.magnitude, timesPowerOfTen: exponent, by: divisor) {
        let result = Self.fitting((unscaled < 0) != (other.unscaled < 0), quotient, scale: target)
        if result != nil { return result }
      }
      target -= 1
    }
    return nil
  }

  /// `a * 10^exponent / b`, rounded half away from zero; nil beyond 128 bits.
  private static func quotient(_ a: UInt128, timesPowerOfTen exponent: Int, by b: UInt128) -> UInt128? {
    if a == 0 { return 0 }
    guard exponent <= 76 else { return nil }
    var product = a.multipliedFullWidth(by: UInt128(powerOfTen(min(exponent, 38))))
    if exponent > 38 {
      let factor = UInt128(powerOfTen(exponent - 38))
      let (high, overflow) = product.high.multipliedReportingOverflow(by: factor)
      let low = product.low.multipliedFullWidth(by: factor)
      let (sum, carry) = high.addingReportingOverflow(low.high)
      guard !overflow, !carry else { return nil }
      product = (high: sum, low: low.low)
    }
    guard product.high < b else { return nil }
    let (quotient, remainder) = b.dividingFullWidth(product)
    return remainder >= b - remainder ? quotient.addingReportingOverflow(1).partialValue : quotient
  }

  /// What division toward zero leaves: it has the dividend's sign.
  func remainder(dividingBy other: ExactDecimal) -> ExactDecimal? {
    guard other.unscaled != 0 else { return nil }
    let target = max(scale, other.scale)
    // A divisor beyond 128 bits is above the dividend.
    guard let divisor = other.magnitude(atScale: target) else { return self }
    var rest = unscaled.magnitude % divisor
    for _ in 0..<target - scale {
      let product = rest.multipliedFullWidth(by: 10)
      rest = divisor.dividingFullWidth((product.high, product.low)).remainder
      if rest == 0 { break }
    }
    return Self.fitting(unscaled < 0, rest, scale: target)
  }

  /// Rounded half away from zero to a number of fraction digits; a negative number is of tens, hundreds, …
  func rounded(toScale target: Int) -> ExactDecimal? {
    guard target < scale else { return self }
    guard scale - target <= 38 else { return ExactDecimal(unscaled: 0, scale: max(target, 0)) }
    let step = UInt128(Self.powerOfTen(scale - target))
    let (quotient, remainder) = unscaled.magnitude.quotientAndRemainder(dividingBy: step)
    let rounded = remainder >= step - remainder ? quotient + 1 : quotient
    guard target < 0 else { return Self.fitting(unscaled < 0, rounded, scale: target) }
    return Self.fitting(unscaled < 0, rounded, scale: 0)?.multiplied(
      by: ExactDecimal(Self.powerOfTen(min(-target, 38))))
  }

  /// The largest whole number that is not above.
  var floor: ExactDecimal {
    guard scale > 0 else { return self }
    guard scale <= 38 else { return ExactDecimal(unscaled < 0 ? -1 : 0) }
    return ExactDecimal(unscaled.flooredQuotientAndRemainder(dividingBy: Self.powerOfTen(scale)).quotient)
  }

  /// The smallest whole number that is not below.
  var ceiling: ExactDecimal { -(-self).floor }

  /// The number with a given scale, rounded half away from zero; nil where `precision` digits do not hold it.
  func cast(precision: Int, scale target: Int) -> ExactDecimal? {
    guard let rounded = rounded(toScale: target),
      let magnitude = rounded.magnitude(atScale: max(target, rounded.scale)),
      magnitude < Self.powerOfTen(precision).magnitude
    else { return nil }
    return ExactDecimal(unscaled: unscaled < 0 ? -Int128(magnitude) : Int128(magnitude), scale: target)
  }
}
