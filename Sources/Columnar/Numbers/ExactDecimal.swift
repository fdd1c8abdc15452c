/// A decimal number held exactly: `unscaled / 10^scale`, of at most 38 digits.
///
/// Equality, order and hash are those of the number: 1.5 equals 1.50. The text keeps the scale.
@frozen
public struct ExactDecimal: Sendable, BitwiseCopyable {
  /// Below 10^38 in magnitude.
  public let unscaled: Int128
  /// Digits behind the point, never negative.
  public let scale: Int

  @inlinable
  public init(unscaled: Int128, scale: Int) {
    self.unscaled = unscaled
    self.scale = scale
  }

  @inlinable
  public init(_ integer: some BinaryInteger) { self.init(unscaled: Int128(integer), scale: 0) }

  public static let zero = ExactDecimal(unscaled: 0, scale: 0)

  /// 10^38, the first magnitude that is too long.
  public static let limit: Int128 = powerOfTen(38)

  /// 10^exponent, for an exponent from 0 to 38.
  @inlinable
  public static func powerOfTen(_ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<exponent { power &*= 10 }
    return power
  }

  public var isIntegral: Bool { tidy.scale == 0 }

  /// The same number without zeros at the end of its fraction.
  public var tidy: ExactDecimal {
    var (rest, digits) = (unscaled, scale)
    if rest == 0 { return .zero }
    while digits > 0, rest % 10 == 0 {
      rest /= 10
      digits -= 1
    }
    return ExactDecimal(unscaled: rest, scale: digits)
  }

  public static prefix func - (number: ExactDecimal) -> ExactDecimal {
    ExactDecimal(unscaled: -number.unscaled, scale: number.scale)
  }
}

extension ExactDecimal: Comparable, Hashable {
  public static func == (a: ExactDecimal, b: ExactDecimal) -> Bool { a.compared(with: b) == 0 }
  public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool { a.compared(with: b) < 0 }

  public func hash(into hasher: inout Hasher) {
    let tidy = tidy
    hasher.combine(tidy.unscaled)
    hasher.combine(tidy.scale)
  }

  /// -1, 0 or 1: the order of the two numbers, whatever their scales.
  public func compared(with other: ExactDecimal) -> Int {
    let (a, b) = (Int64(truncatingIfNeeded: unscaled), Int64(truncatingIfNeeded: other.unscaled))
    if abs(scale - other.scale) <= 18, Int128(a) == unscaled, Int128(b) == other.unscaled {
      // 64 bits and 18 digits: within 128 bits.
      let x = unscaled &* Self.powerOfTen(max(other.scale - scale, 0))
      let y = other.unscaled &* Self.powerOfTen(max(scale - other.scale, 0))
      return x == y ? 0 : x < y ? -1 : 1
    }
    let sign = unscaled.signum()
    if sign != other.unscaled.signum() { return sign < other.unscaled.signum() ? -1 : 1 }
    if scale == other.scale { return unscaled == other.unscaled ? 0 : unscaled < other.unscaled ? -1 : 1 }
    if sign == 0 { return 0 }
    let magnitudes = (unscaled.magnitude, other.unscaled.magnitude)
    let order =
      scale > other.scale
      ? -Self.compare(magnitudes.1, timesPowerOfTen: scale - other.scale, with: magnitudes.0)
      : Self.compare(magnitudes.0, timesPowerOfTen: other.scale - scale, with: magnitudes.1)
    return Int(sign) * order
  }

  /// The order of `a * 10^exponent` and `b`; `a` is not zero, the exponent positive.
  private static func compare(_ a: UInt128, timesPowerOfTen exponent: Int, with b: UInt128) -> Int {
    if exponent > 38 { return 1 }
    let product = a.multipliedFullWidth(by: UInt128(powerOfTen(exponent)))
    if product.high != 0 || product.low > b { return 1 }
    return product.low == b ? 0 : -1
  }
}
