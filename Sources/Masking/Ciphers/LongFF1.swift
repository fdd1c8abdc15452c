import Columnar

/// FF1 of one string of any length, under any tweak.
struct LongFF1 {
  private let cipher: BlockCipher
  private let radix: Int
  private let tweak: [UInt8]

  init(_ cipher: BlockCipher, radix: Int, tweak: [UInt8]) {
    self.cipher = cipher
    self.radix = radix
    self.tweak = tweak
  }

  /// SP 800-38G, algorithms 7 and 8.
  func applied(_ numerals: [UInt16], decrypting: Bool) -> [UInt16] {
    let u = numerals.count / 2
    let v = numerals.count - u
    let moduli = (BigNumber.power(radix, u), BigNumber.power(radix, v))
    let halfBytes = (moduli.1.bitCountOfPredecessor + 7) / 8
    let first = FF1Block.first(radix: radix, length: numerals.count, tweakLength: tweak.count)
    var a = BigNumber(numerals.prefix(u), radix: radix)
    var b = BigNumber(numerals.suffix(v), radix: radix)
    for step in 0..<10 {
      let round = decrypting ? 9 - step : step
      let modulus = round % 2 == 0 ? moduli.0 : moduli.1
      let y = output(first, round, (decrypting ? a : b).bytes(count: halfBytes))
      if decrypting {
        (a, b) = (BigNumber.difference(b, y, modulo: modulus), a)
      } else {
        (a, b) = (b, BigNumber.sum(a, y, modulo: modulus))
      }
    }
    return a.numerals(count: u, radix: radix) + b.numerals(count: v, radix: radix)
  }

  /// The round function: as many bytes as the half has, rounded up to words, and a word more.
  private func output(_ first: [UInt8], _ round: Int, _ half: [UInt8]) -> BigNumber {
    let padding = (16 - (tweak.count + half.count + 1) % 16) % 16
    let input = first + tweak + [UInt8](repeating: 0, count: padding) + [UInt8(round)] + half
    var state = [UInt8](repeating: 0, count: 16)
    for begin in stride(from: 0, to: input.count, by: 16) {
      for position in 0..<16 { state[position] ^= input[begin + position] }
      cipher.encrypt(&state)
    }
    let length = 4 * ((half.count + 3) / 4) + 4
    let start = state.span.bigEndian128(at: 0)
    var stream = state + [UInt8](repeating: 0, count: (length - 1) / 16 * 16)
    var target = stream.mutableSpan
    for block in stride(from: 16, to: target.count, by: 16) {
      target.putBigEndian128(start ^ UInt128(block / 16), at: block)
    }
    var rest = Array(stream.dropFirst(16))
    cipher.encrypt(&rest)
    return BigNumber(bytes: (stream.prefix(16) + rest).prefix(length))
  }
}
