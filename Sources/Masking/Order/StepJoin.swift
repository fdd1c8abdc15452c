import Columnar

/// `round` to the least common multiple of all steps, nil where 38 digits do not hold it, or floats might not.
func joinSteps(_ steps: [ExactDecimal], isExact: Bool) -> Mask? {
  let steps = Array(Set(steps))
  if steps.count == 1 { return Mask(.round(to: steps[0].tidy)) }
  guard isExact || steps.allSatisfy(\.isExactlyFloat) else { return nil }
  let scale = steps.map(\.tidy.scale).max() ?? 0
  var multiple: UInt128 = 1
  for step in steps {
    let tidy = step.tidy
    let (unscaled, tooLong) = tidy.unscaled.magnitude.multipliedReportingOverflow(
      by: UInt128(ExactDecimal.powerOfTen(scale - tidy.scale)))
    guard !tooLong, let joined = leastCommonMultiple(multiple, unscaled) else { return nil }
    multiple = joined
  }
  guard multiple < ExactDecimal.limit.magnitude else { return nil }
  let step = ExactDecimal(unscaled: Int128(multiple), scale: scale).tidy
  return isExact || step.isExactlyFloat ? Mask(.round(to: step)) : nil
}

/// Nil where 128 bits do not hold it. Neither is 0.
private func leastCommonMultiple(_ a: UInt128, _ b: UInt128) -> UInt128? {
  var (divisor, rest) = (a, b)
  while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
  let (product, tooLong) = (a / divisor).multipliedReportingOverflow(by: b)
  return tooLong ? nil : product
}
