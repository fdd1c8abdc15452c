/// A decimal number of any length, as its digits: what text holds before it is known to fit a type.
public struct DecimalDigits: Sendable {
  public var isNegative: Bool
  /// 0 to 9 each, most significant first; no zero at the front; empty for zero.
  public private(set) var digits: [UInt8]
  /// How many of the digits stand behind the point: more than there are for 0.05, negative for 5e3.
  public private(set) var scale: Int

  init(isNegative: Bool, digits: [UInt8], scale: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.scale = scale
  }

  /// Reads `[+-]digits[.digits][e[+-]digits]`, nil for anything else and for an exponent of more than three digits.
  public init?(utf8 text: ArraySlice<UInt8>) {
    var scanner = Scanner(rest: text)
    isNegative = scanner.accept("-")
    if !isNegative { _ = scanner.accept("+") }
    digits = []
    guard scanner.digits(into: &digits) > 0 else { return nil }
    scale = 0
    if scanner.accept(".") {
      scale = scanner.digits(into: &digits)
      guard scale > 0 else { return nil }
    }
    if scanner.accept("e") || scanner.accept("E") {
      guard let exponent = scanner.exponent() else { return nil }
      scale -= exponent
    }
    guard scanner.rest.isEmpty else { return nil }
    digits.removeFirst(digits.prefix { $0 == 0 }.count)
  }

  /// The number rounded, half away from zero, to a number of fraction digits (negative: to tens, hundreds, …).
  public func rounded(toScale target: Int) -> DecimalDigits {
    var result = self
    guard scale > target else { return result }
    let kept = digits.count - (scale - target)
    result.scale = target
    result.digits = Array(digits.prefix(max(kept, 0)))
    guard kept >= 0, digits[kept] >= 5 else { return result }
    var position = kept - 1
    while position >= 0, result.digits[position] == 9 {
      result.digits[position] = 0
      position -= 1
    }
    if position >= 0 { result.digits[position] += 1 } else { result.digits.insert(1, at: 0) }
    return result
  }

  /// The number with a scale of its own, at least zero; nil where 38 digits do not hold it.
  public var exact: ExactDecimal? {
    if digits.isEmpty { return ExactDecimal(unscaled: 0, scale: max(scale, 0)) }
    guard digits.count - min(scale, 0) <= 38 else { return nil }
    var unscaled: Int128 = 0
    for digit in digits { unscaled = unscaled * 10 + Int128(digit) }
    unscaled *= ExactDecimal.powerOfTen(max(-scale, 0))
    return ExactDecimal(unscaled: isNegative ? -unscaled : unscaled, scale: max(scale, 0))
  }

  /// `[-]digits e[-]digits`, which reads back as the same number.
  public var text: String {
    (isNegative ? "-" : "") + (digits.isEmpty ? "0" : digits.map(String.init).joined()) + "e\(-scale)"
  }
}

/// Takes a number's text apart from the front.
private struct Scanner {
  var rest: ArraySlice<UInt8>

  mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// How many digits there were.
  mutating func digits(into digits: inout [UInt8]) -> Int {
    let before = digits.count
    while let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      digits.append(byte - UInt8(ascii: "0"))
      rest.removeFirst()
    }
    return digits.count - before
  }

  /// A signed whole number of one to three digits.
  mutating func exponent() -> Int? {
    let isNegative = accept("-")
    if !isNegative { _ = accept("+") }
    var found: [UInt8] = []
    guard (1...3).contains(digits(into: &found)) else { return nil }
    let magnitude = found.reduce(0) { $0 * 10 + Int($1) }
    return isNegative ? -magnitude : magnitude
  }
}
