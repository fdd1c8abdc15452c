extension FixedWidthInteger where Self: SignedInteger {
  /// Quotient rounded down and the remainder, which is never negative; `divisor` is positive.
  @inlinable
  public func flooredQuotientAndRemainder(dividingBy divisor: Self) -> (quotient: Self, remainder: Self) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient &- 1, remainder &+ divisor) : (quotient, remainder)
  }
}
