import Columnar

/// The order of numbers of any two types, by their exact values: -1, 0 or 1.
/// NaN equals NaN and is above every other; -0 equals 0.
enum Order {
  @inline(__always)
  static func of<Number: Comparable>(_ a: Number, _ b: Number) -> Int { a < b ? -1 : a > b ? 1 : 0 }

  static func of(_ a: Double, _ b: Double) -> Int {
    if a < b { return -1 }
    if a > b { return 1 }
    return (a.isNaN ? 1 : 0) - (b.isNaN ? 1 : 0)
  }

  static func of(_ a: ExactDecimal, _ b: ExactDecimal) -> Int { a.compared(with: b) }

  static func of(_ a: Int128, _ b: Double) -> Int {
    guard b.magnitude < 0x1p126 else { return b < 0 ? 1 : -1 }
    let whole = b.rounded(.down)
    let order = of(a, Int128(whole))
    return order == 0 && whole < b ? -1 : order
  }

  static func of(_ a: Int128, _ b: ExactDecimal) -> Int { ExactDecimal(a).compared(with: b) }

  static func of(_ a: ExactDecimal, _ b: Double) -> Int {
    guard b.isFinite else { return b < 0 ? 1 : -1 }
    // Rounding keeps the order, so only equal doubles need another look.
    let order = of(Double(a), b)
    if order != 0 { return order }
    if a.scale <= 22, a.unscaled.magnitude < 1 << 53 {
      // Both exact: the unscaled number, and the product as two doubles.
      let scale = Double(ExactDecimal.powerOfTen(a.scale))
      let product = b * scale
      let error = scale.addingProductError(b, product)
      let order = of(Double(a.unscaled), product)
      return order != 0 ? order : -of(error, 0)
    }
    let exact = DecimalDigits(b)
    if let decimal = exact.exact { return a.compared(with: decimal) }
    // More than 38 digits, of which the first are those of `a` or differ from them.
    return Int(a.unscaled.signum()) * compare(magnitude: a, with: exact)
  }

  /// The order of two magnitudes of which neither is zero.
  private static func compare(magnitude a: ExactDecimal, with b: DecimalDigits) -> Int {
    let digits = Array(String(a.unscaled.magnitude).utf8.map { $0 - UInt8(ascii: "0") })
    let places = (digits.count - a.scale, b.digits.count - b.scale)
    if places.0 != places.1 { return of(places.0, places.1) }
    let length = max(digits.count, b.digits.count)
    func padded(_ digits: [UInt8]) -> [UInt8] { digits + [UInt8](repeating: 0, count: length - digits.count) }
    let (x, y) = (padded(digits), padded(b.digits))
    return x == y ? 0 : x.lexicographicallyPrecedes(y) ? -1 : 1
  }
}

extension Double {
  /// What `self * other` loses when it is rounded to `product`.
  fileprivate func addingProductError(_ other: Double, _ product: Double) -> Double {
    (-product).addingProduct(self, other)
  }

  /// The nearest double of a decimal.
  init(_ decimal: ExactDecimal) {
    let magnitude = decimal.unscaled.magnitude
    if decimal.scale <= 22, magnitude < 1 << 53 {
      // Both are exact, so the quotient is rounded once.
      self = Double(decimal.unscaled) / Double(ExactDecimal.powerOfTen(decimal.scale))
    } else {
      self = Double("\(decimal.unscaled)e-\(decimal.scale)") ?? .nan
    }
  }
}
