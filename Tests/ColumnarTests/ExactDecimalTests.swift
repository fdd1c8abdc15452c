import Testing

@testable import Columnar

/// SplitMix64: the same numbers in every run.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct ExactDecimalTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("1.50", "1.50"), ("-12.030", "-12.030"), ("0.05", "0.05"), ("+7", "7"), ("1e3", "1000"),
    ("25e-3", "0.025"), ("00012", "12"),
    ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
  ])
  func textReadsBackAsItself(text: String, canonical: String) {
    #expect(ExactDecimal(text)?.text == canonical)
  }

  @Test(arguments: [
    "", "-", "1.", ".5", "1e", "1e1234", "1 ", "0x1", "100000000000000000000000000000000000000", "1e38",
  ])
  func whatIsNoDecimalOrTooLongIsRefused(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test func orderIsThatOfTheNumbersWhateverTheScale() {
    var generator = Seeded(state: 7)
    for _ in 0..<2_000 {
      let (a, b) = (
        Int128.random(in: -2_000...2_000, using: &generator), Int128.random(in: -2_000...2_000, using: &generator)
      )
      let (s, t) = (Int.random(in: 0...6), Int.random(in: 0...6))
      let (x, y) = (ExactDecimal(unscaled: a, scale: s), ExactDecimal(unscaled: b, scale: t))
      let common = (a * ExactDecimal.powerOfTen(6 - s), b * ExactDecimal.powerOfTen(6 - t))
      #expect((x < y) == (common.0 < common.1) && (x == y) == (common.0 == common.1))
      if x == y { #expect(x.hashValue == y.hashValue && x.tidy.text == y.tidy.text) }
    }
  }

  @Test func scalesFarApartCompareWithoutOverflow() {
    let largest = ExactDecimal(unscaled: ExactDecimal.limit - 1, scale: 0)
    let smallest = ExactDecimal(unscaled: 1, scale: 76)
    #expect(smallest < largest && -largest < -smallest && ExactDecimal.zero < smallest && largest > -smallest)
  }

  @Test func digitsRoundHalfAwayFromZero() {
    for (text, scale, expected) in [
      ("2.345", 2, "2.35"), ("-2.5", 0, "-3"), ("999.9", 0, "1000"), ("0.04", 1, "0.0"), ("0.05", 1, "0.1"),
      ("1250", -2, "1300"),
      ("49", -2, "0"), ("50", -2, "100"), ("1.2345678901234567890123456789012345678901234567890", 3, "1.235"),
    ] {
      let digits = DecimalDigits(utf8: Array(text.utf8)[...])
      #expect(digits?.rounded(toScale: scale).exact?.text == expected, "\(text)")
    }
  }
}
