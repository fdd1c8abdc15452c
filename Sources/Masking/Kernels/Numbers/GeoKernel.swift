import CKernels
import Columnar

/// `geo`: rounds half away from zero, the exact value, to a number of decimals.
struct GeoKernel: Sendable {
  private let decimals: Int
  private let type: LeafType

  init(decimals: Int, _ type: LeafType) {
    self.decimals = decimals
    self.type = type
  }

  /// Nil where a stored decimal is longer than its type allows.
  func apply(_ values: Values) -> Values? {
    let rounding = BinaryRounding(decimals: decimals)
    switch (type.kind, values) {
    case (.float32, .float(let numbers)): return .float(mapped(numbers) { rounding($0) })
    case (.float64, .double(let numbers)):
      let power = ExactDecimal(unscaled: ExactDecimal.powerOfTen(decimals), scale: 0).nearestDouble
      return .double(
        unsafe blockwise(numbers) { source, count, target in
          unsafe louver_round_decimals(source, count, power, target)
        } otherwise: {
          rounding($0)
        })
    case (.decimal(let precision, let scale), _):
      guard decimals < scale else { return values }
      let step = ExactDecimal.powerOfTen(scale - decimals)
      let limit = ExactDecimal.powerOfTen(precision)
      return StoredDecimals.unscaled(values).flatMap { numbers in
        StoredDecimals.values(mapped(numbers) { rounded($0, to: step, limit: limit) }, type.physical)
      }
    default: preconditionFailure("values of another type")
    }
  }

  /// To a multiple of `step`; to the one nearer to zero where the other is not below `limit`.
  private func rounded(_ number: Int128, to step: Int128, limit: Int128) -> Int128 {
    let (step, limit) = (step.magnitude, limit.magnitude)
    let (quotient, remainder) = number.magnitude.quotientAndRemainder(dividingBy: step)
    let away = quotient + (remainder >= step - remainder ? 1 : 0)
    let multiple = Int128(truncatingIfNeeded: (away &* step >= limit ? quotient : away) &* step)
    return number < 0 ? -multiple : multiple
  }
}

/// Decimal rounding of binary numbers, without an error on the way.
private struct BinaryRounding {
  private let power: UInt128  // 5^decimals: the rest of 10^decimals is a shift
  private let ten: UInt64
  private let decimals: Int

  init(decimals: Int) {
    self.decimals = decimals
    power = (0..<decimals).reduce(1) { power, _ in power * 5 }
    ten = UInt64(ExactDecimal.powerOfTen(decimals))
  }

  func callAsFunction(_ number: Double) -> Double {
    guard let count = multiple(number) else { return number }
    let (bits, exponent) = quotient(count)
    let magnitude = Double(sign: .plus, exponent: exponent, significand: Double(bits))
    return number < 0 && count > 0 ? -magnitude : magnitude
  }

  func callAsFunction(_ number: Float) -> Float {
    guard let count = multiple(Double(number)) else { return number }
    let (bits, exponent) = quotient(count)
    let magnitude = Float(sign: .plus, exponent: exponent, significand: Float(bits))
    return number < 0 && count > 0 ? -magnitude : magnitude
  }

  /// The magnitude times 10^decimals, rounded half up; nil for what has no digits to be rounded away.
  private func multiple(_ number: Double) -> UInt128? {
    guard number.isFinite else { return nil }
    let biased = Int(number.exponentBitPattern)
    let mantissa = number.significandBitPattern | (biased == 0 ? 0 : 1 << 52)
    let shift = 1075 - max(biased, 1) - decimals
    guard shift > 0 else { return nil }
    guard shift < 127 else { return 0 }
    return (UInt128(mantissa) * power + (1 << UInt128(shift - 1))) >> UInt128(shift)
  }

  /// `count / 10^decimals` as 62 and more bits, the last of them set if there are others behind it, and an exponent.
  private func quotient(_ count: UInt128) -> (bits: UInt64, exponent: Int) {
    if count == 0 { return (0, 0) }
    // The dividend gets 63 bits more than the divisor has: the quotient then has 63 or 64.
    let shift = 63 + (64 - ten.leadingZeroBitCount) - (128 - count.leadingZeroBitCount)
    let divisor = UInt128(ten)
    if shift >= 0 {
      let (quotient, rest) = (count << UInt128(shift)).quotientAndRemainder(dividingBy: divisor)
      return (UInt64(quotient) | (rest == 0 ? 0 : 1), -shift)
    }
    let (quotient, rest) = count.quotientAndRemainder(dividingBy: divisor << UInt128(-shift))
    return (UInt64(quotient) | (rest == 0 ? 0 : 1), -shift)
  }
}
