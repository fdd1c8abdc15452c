import Columnar

extension ExactDecimal {
  /// The nearest double, ties to even.
  var nearestDouble: Double { Double(text) ?? .infinity }

  /// The nearest float, ties to even, rounded once.
  var nearestFloat: Float { Float(text) ?? .infinity }

  /// The unscaled number at another scale, nil where 128 bits do not hold it or digits would be lost.
  func unscaled(atScale target: Int) -> Int128? {
    let tidy = tidy
    guard target >= tidy.scale, target - tidy.scale <= 38 else { return nil }
    let (result, tooLong) = tidy.unscaled.multipliedReportingOverflow(by: Self.powerOfTen(target - tidy.scale))
    return tooLong ? nil : result
  }
}
