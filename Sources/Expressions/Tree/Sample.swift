import Columnar

/// `sample: {percent, by}`: TRUE for that share of the values of a column, chosen by a keyed draw.
struct Sample: Sendable {
  let column: Expression
  let leaf: Leaf
  /// 0 to 100, of at most 15 fraction digits.
  let percent: ExactDecimal
  let identity: String
  /// Nil in a predicate read back from its stored form, which can be compared but not evaluated.
  let draw: (any SampleDraw)?

  /// A value is in the sample where its draw is below this.
  var threshold: UInt128 {
    let wanted = UInt128(percent.unscaled.magnitude) << 64
    let whole = UInt128(100 * ExactDecimal.powerOfTen(percent.scale))
    return (wanted + whole - 1) / whole
  }
}
