extension DecimalDigits {
  /// Every digit of a finite number: a double is a whole number times a power of two, so they end.
  public init(_ number: Double) {
    precondition(number.isFinite)
    let (fraction, exponent) = (number.significandBitPattern, Int(number.exponentBitPattern))
    var significand = exponent == 0 ? fraction : fraction | 1 << 52
    var power = max(exponent, 1) - 1075
    let spare = min(significand.trailingZeroBitCount, max(-power, 0))
    significand >>= UInt64(spare)
    power += spare
    // m / 2^k is m * 5^k / 10^k.
    var product = LongNumber(significand)
    if power < 0 { product.multiply(by: 5, times: -power) } else { product.multiply(by: 2, times: power) }
    self.init(isNegative: number.sign == .minus, digits: product.digits, scale: significand == 0 ? 0 : max(-power, 0))
  }
}

/// A whole number, nine decimal digits a word, the lowest first.
private struct LongNumber {
  private var words: [UInt32] = []

  init(_ number: UInt64) {
    var rest = number
    while rest != 0 {
      words.append(UInt32(rest % 1_000_000_000))
      rest /= 1_000_000_000
    }
  }

  mutating func multiply(by factor: UInt32, times: Int) {
    // Twelve at a time: 5^12 still fits a word.
    var left = times
    while left > 0 {
      let step = min(left, 12)
      multiply(by: (0..<step).reduce(1) { product, _ in product * UInt64(factor) })
      left -= step
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in words.indices {
      let product = UInt64(words[index]) * factor + carry
      words[index] = UInt32(product % 1_000_000_000)
      carry = product / 1_000_000_000
    }
    if carry != 0 { words.append(UInt32(carry)) }
  }

  /// Most significant first, without a zero at the front.
  var digits: [UInt8] {
    var digits: [UInt8] = []
    for word in words.reversed() {
      let text = String(word).utf8.map { $0 - UInt8(ascii: "0") }
      digits += [UInt8](repeating: 0, count: digits.isEmpty ? 0 : 9 - text.count) + text
    }
    return Array(digits.drop { $0 == 0 })
  }
}
