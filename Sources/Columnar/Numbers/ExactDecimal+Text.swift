extension ExactDecimal {
  /// Reads `[+-]digits[.digits][e[+-]digits]`. Nil for anything else, for an exponent of more than three
  /// digits, and for what 38 digits do not hold (zeros at the front do not count).
  public init?(_ text: String) {
    guard let exact = DecimalDigits(utf8: Array(text.utf8)[...])?.exact, exact.scale <= 38 else { return nil }
    self = exact
  }

  /// Plain notation with exactly `scale` digits behind the point; no sign for zero.
  public var text: String {
    var digits = String(unscaled.magnitude)
    if scale > 0 {
      if digits.utf8.count <= scale {
        digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits
      }
      digits = digits.dropLast(scale) + "." + digits.suffix(scale)
    }
    return unscaled < 0 ? "-" + digits : digits
  }
}

extension ExactDecimal: CustomStringConvertible {
  public var description: String { text }
}
