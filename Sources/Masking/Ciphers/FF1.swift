import Columnar

/// FF1 of NIST SP 800-38G: encrypts strings of numerals into strings of the same length.
struct FF1: Sendable {
  private let key: SecretKey
  let radix: Int
  private let tweak: [UInt8]
  /// Powers of the radix that 63 bits hold: halves of a string up to that length are computed with in registers.
  private let powers: [UInt64]

  /// Longer strings take too long, because the work grows with the square of the length.
  static let longest = 65_536

  init(_ key: SecretKey, radix: Int, tweak: [UInt8] = []) {
    self.key = key
    self.radix = radix
    self.tweak = tweak
    var powers: [UInt64] = [1]
    while let last = powers.last {
      let (next, tooLong) = last.multipliedReportingOverflow(by: UInt64(radix))
      if tooLong || next > 1 << 63 { break }
      powers.append(next)
    }
    self.powers = powers
  }

  /// Whether a string may be encrypted: two numerals at least, and a million strings of its length.
  func accepts(length: Int) -> Bool {
    guard length >= 2, length <= Self.longest else { return false }
    var strings = 1
    for _ in 0..<length where strings < 1_000_000 { strings *= radix }
    return strings >= 1_000_000
  }

  /// Encrypts or decrypts strings in place; string i is `numerals[offsets[i] ..< offsets[i + 1]]`. All are accepted.
  func apply(_ numerals: inout [UInt16], offsets: [Int], decrypting: Bool) throws(MaskingError) {
    let cipher = try BlockCipher(key)
    var short: [Range<Int>] = []
    for index in 0..<offsets.count - 1 {
      let string = offsets[index]..<offsets[index + 1]
      if tweak.isEmpty, (string.count + 1) / 2 < powers.count {
        short.append(string)
        if short.count == 1024 { apply(&numerals, &short, cipher, decrypting) }
      } else {
        let long = LongFF1(cipher, radix: radix, tweak: tweak)
        numerals.replaceSubrange(string, with: long.applied(Array(numerals[string]), decrypting: decrypting))
      }
    }
    apply(&numerals, &short, cipher, decrypting)
  }

  /// Empties `strings`, which are short enough for registers.
  private func apply(
    _ numerals: inout [UInt16], _ strings: inout [Range<Int>], _ cipher: BlockCipher, _ decrypting: Bool
  ) {
    if strings.isEmpty { return }
    var rounds = FeistelRounds(numerals, strings, radix: UInt64(radix), powers: powers, cipher)
    for round in 0..<10 { rounds.run(decrypting ? 9 - round : round, decrypting: decrypting) }
    rounds.write(&numerals, strings)
    strings.removeAll(keepingCapacity: true)
  }
}

/// The state of many strings between rounds, the same round for all of them at once.
private struct FeistelRounds {
  private struct Shape {
    /// Numerals in the halves.
    var u: Int
    var v: Int
    /// Bytes of a half in the round function's input, and of its output that count.
    var halfBytes: Int
    var shift: UInt128
    /// The first block of the round function's input, encrypted.
    var first: UInt128
  }

  /// One string, its halves as numbers.
  private struct Halves {
    var a: UInt64
    var b: UInt64
    /// Position in `shapes`.
    var shape: Int
  }

  private let radix: UInt64
  private let powers: [UInt64]
  private let cipher: BlockCipher
  private var halves: [Halves] = []
  private var shapes: [Shape] = []

  init(_ numerals: [UInt16], _ strings: [Range<Int>], radix: UInt64, powers: [UInt64], _ cipher: BlockCipher) {
    self.radix = radix
    self.powers = powers
    self.cipher = cipher
    halves.reserveCapacity(strings.count)
    var known = [Int](repeating: -1, count: 2 * powers.count)
    let source = numerals.span
    for string in strings {
      let u = string.count / 2
      if known[string.count] < 0 {
        known[string.count] = shapes.count
        shapes.append(Self.shape(string.count, radix: radix, powers, cipher))
      }
      halves.append(
        Halves(
          a: Self.number(source, string.prefix(u), radix), b: Self.number(source, string.dropFirst(u), radix),
          shape: known[string.count]))
    }
  }

  private static func number(_ numerals: Span<UInt16>, _ range: Range<Int>, _ radix: UInt64) -> UInt64 {
    var number: UInt64 = 0
    for position in range { number = number &* radix &+ UInt64(numerals[position]) }
    return number
  }

  private static func shape(_ length: Int, radix: UInt64, _ powers: [UInt64], _ cipher: BlockCipher) -> Shape {
    let (u, v) = (length / 2, length - length / 2)
    let halfBytes = (64 - (powers[v] - 1).leadingZeroBitCount + 7) / 8
    let kept = 4 * ((halfBytes + 3) / 4) + 4
    let first = FF1Block.first(radix: Int(radix), length: length, tweakLength: 0)
    return Shape(
      u: u, v: v, halfBytes: halfBytes, shift: UInt128(8 * (16 - kept)),
      first: cipher.encrypted(first).span.bigEndian128(at: 0))
  }

  mutating func run(_ round: Int, decrypting: Bool) {
    var blocks = inputs(round, decrypting)
    cipher.encrypt(&blocks)
    let outputs = blocks.span
    for index in halves.indices {
      let string = halves[index]
      let shape = shapes[string.shape]
      let modulus = powers[round % 2 == 0 ? shape.u : shape.v]
      let y = outputs.bigEndian128(at: 16 &* index) >> shape.shift
      let high = UInt64(truncatingIfNeeded: y >> 64) % modulus
      let rest = modulus.dividingFullWidth((high, UInt64(truncatingIfNeeded: y))).remainder
      if decrypting {
        halves[index].a = string.b >= rest ? string.b - rest : string.b + (modulus - rest)
        halves[index].b = string.a
      } else {
        let sum = string.a + rest
        halves[index].a = string.b
        halves[index].b = sum >= modulus ? sum - modulus : sum
      }
    }
  }

  /// The round function's last blocks: zeros, the round, and a half, which is below 2^64, so that nothing meets.
  private func inputs(_ round: Int, _ decrypting: Bool) -> [UInt8] {
    [UInt8](filling: 16 * halves.count) { blocks in
      for index in halves.indices {
        let shape = shapes[halves[index].shape]
        let half = decrypting ? halves[index].a : halves[index].b
        let input = UInt128(round) << UInt128(8 * shape.halfBytes) | UInt128(half)
        blocks.putBigEndian128(shape.first ^ input, at: 16 &* index)
      }
    }
  }

  /// Puts the numerals of all strings back.
  func write(_ numerals: inout [UInt16], _ strings: [Range<Int>]) {
    var target = numerals.mutableSpan
    let divisor = SmallDivisor(radix)
    for (index, string) in strings.enumerated() {
      let u = string.count / 2
      Self.put(halves[index].a, &target, string.prefix(u), divisor)
      Self.put(halves[index].b, &target, string.dropFirst(u), divisor)
    }
  }

  private static func put(
    _ number: UInt64, _ numerals: inout MutableSpan<UInt16>, _ range: Range<Int>, _ divisor: SmallDivisor
  ) {
    var rest = number
    for position in range.reversed() {
      let quotient = divisor.quotient(rest)
      numerals[position] = UInt16(truncatingIfNeeded: rest &- quotient &* divisor.divisor)
      rest = quotient
    }
  }
}

/// Division of numbers below 2^63 by 2 to 65536, by a multiplication.
private struct SmallDivisor {
  let divisor: UInt64
  private let reciprocal: UInt64
  private let shift: UInt64

  init(_ divisor: UInt64) {
    self.divisor = divisor
    let bits = 64 - (divisor - 1).leadingZeroBitCount
    reciprocal = UInt64((UInt128(1) << UInt128(63 + bits)) / UInt128(divisor) + 1)
    shift = UInt64(bits - 1)
  }

  @inline(__always)
  func quotient(_ number: UInt64) -> UInt64 { number.multipliedFullWidth(by: reciprocal).high >> shift }
}

/// Blocks of FF1's round function.
enum FF1Block {
  /// P of SP 800-38G, algorithm 7, step 5.
  static func first(radix: Int, length: Int, tweakLength: Int) -> [UInt8] {
    let radix = [16, 8, 0].map { UInt8(truncatingIfNeeded: radix >> $0) }
    return [1, 2, 1] + radix + [10, UInt8(truncatingIfNeeded: length / 2)] + bytes(length) + bytes(tweakLength)
  }

  private static func bytes(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
