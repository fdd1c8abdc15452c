import Columnar

/// Rounding whole numbers down to a multiple of a step, saturating at the lowest multiple a type has.
struct FlooredSteps<Number: FixedWidthInteger & Sendable>: Sendable {
  let lowest: Number
  /// Nil where the step is beyond the type.
  let step: Number?
  /// What numbers below 0 come to where the step is beyond the type: the lowest number if that is a multiple, else 0.
  private let belowZero: Number

  /// `lowest` is the lowest number of the column's type, not beyond `Number`'s. A nil step is beyond every type.
  init(step: Int128?, lowest: Number) {
    self.lowest = lowest
    self.step = step.flatMap { Number(exactly: $0) }
    belowZero = step == -(Int128(exactly: lowest) ?? 0) ? lowest : 0
  }

  @inline(__always)
  func callAsFunction(_ number: Number) -> Number {
    guard let step else { return number < 0 ? belowZero : 0 }
    let remainder = number % step
    let floored = remainder < 0 ? remainder &+ step : remainder
    let (result, tooLow) = number.subtractingReportingOverflow(floored)
    return tooLow || result < lowest ? result &+ step : result
  }
}
