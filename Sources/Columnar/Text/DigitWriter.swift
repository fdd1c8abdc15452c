/// Whole numbers in decimal, written into memory at hand.
@usableFromInline
enum DigitWriter {
  /// How many digits a number has; 1 for zero.
  @inlinable
  static func count(_ number: UInt64) -> Int {
    // 1233/4096 is just above the binary logarithm's share of the decimal one.
    let estimate = ((64 - (number | 1).leadingZeroBitCount) &* 1233) >> 12
    return estimate + (number >= powersOfTen[estimate] ? 1 : 0) + (number == 0 ? 1 : 0)
  }

  @usableFromInline
  static let powersOfTen: InlineArray<20, UInt64> = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// Writes exactly `digits` digits, leading zeros included, and returns where they end.
  @inlinable
  static func write(_ number: UInt64, digits: Int, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int {
    var rest = number
    var at = start &+ digits
    while at > start {
      at &-= 1
      let quotient = rest / 10
      bytes[at] = UInt8(truncatingIfNeeded: 48 &+ rest &- quotient &* 10)
      rest = quotient
    }
    return start &+ digits
  }

  /// Writes a number without leading zeros and returns where it ends.
  @inlinable
  static func write(_ number: UInt64, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int {
    write(number, digits: count(number), &bytes, start)
  }

  /// Writes a number without leading zeros, of at most 39 digits.
  static func write(_ number: UInt128, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int {
    if let small = UInt64(exactly: number) { return write(small, &bytes, start) }
    let ten19: UInt128 = 10_000_000_000_000_000_000
    let (high, low) = number.quotientAndRemainder(dividingBy: ten19)
    return write(UInt64(truncatingIfNeeded: low), digits: 19, &bytes, write(high, &bytes, start))
  }
}
