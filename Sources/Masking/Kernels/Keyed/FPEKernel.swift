import Columnar

/// `fpe`: FF1 over the characters of an alphabet, others keep their place; too short a value becomes NULL.
struct FPEKernel: Sendable {
  private let alphabet: NumeralAlphabet
  private let cipher: FF1

  init(alphabet: String, _ key: SecretKey) {
    self.alphabet = NumeralAlphabet(alphabet)
    cipher = FF1(key.use("ff1"), radix: self.alphabet.radix)
  }

  /// `decrypting` undoes it.
  func apply(_ texts: ByteStrings, decrypting: Bool = false) throws(MaskingError) -> MaskedValues {
    let found = FoundNumerals(texts, alphabet, cipher)
    var numerals = found.numerals
    try cipher.apply(&numerals, offsets: found.offsets, decrypting: decrypting)
    let written =
      texts.isASCII && alphabet.isASCII ? writeASCII(texts, found, numerals) : try write(texts, found, numerals)
    if found.validity.isAllSet { return MaskedValues(.bytes(written)) }
    return MaskedValues(
      Values.bytes(written).selected(by: found.validity), validity: found.validity,
      counted: texts.count - found.validity.setCount)
  }

  /// Every character is a byte, so nothing moves.
  private func writeASCII(_ texts: ByteStrings, _ found: FoundNumerals, _ numerals: [UInt16]) -> ByteStrings {
    let characters = alphabet.characters.map { UInt8(truncatingIfNeeded: $0.value) }
    let (names, positions, numerals) = (characters.span, found.positions.span, numerals.span)
    var bytes = texts.bytes
    var target = bytes.mutableSpan
    for index in positions.indices { target[Int(positions[index])] = names[Int(numerals[index])] }
    return ByteStrings(offsets: texts.offsets, bytes: bytes)
  }

  private func write(
    _ texts: ByteStrings, _ found: FoundNumerals, _ numerals: [UInt16]
  ) throws(MaskingError) -> ByteStrings {
    let names = alphabet.characters.map { Array(String($0).utf8) }
    let capacity = texts.bytes.count + 4 * numerals.count
    guard capacity <= Int(UInt32.max) else { throw tooMuchText }
    let (source, offsets) = (texts.bytes.span, texts.offsets.span)
    var next = 0
    return ByteStrings(count: texts.count, capacity: capacity) { index, bytes, start in
      var (position, at) = (Int(offsets[index]), start)
      while position < Int(offsets[index &+ 1]) {
        let length = source.character(at: position).length
        if next < found.positions.count, Int(found.positions[next]) == position {
          let name = names[Int(numerals[next])]
          at = bytes.copy(name.span, 0..<name.count, to: at)
          next &+= 1
        } else {
          at = bytes.copy(source, position..<position &+ length, to: at)
        }
        position &+= length
      }
      return at
    }
  }
}

/// The characters of texts that belong to an alphabet, in the texts that have enough of them.
private struct FoundNumerals {
  private(set) var numerals: [UInt16] = []
  /// The byte at which each numeral's character begins.
  private(set) var positions: [UInt32] = []
  /// Where the numerals of each text that has enough begin, and where the last ones end.
  private(set) var offsets = [0]
  /// Set where a text has enough of them.
  private(set) var validity: Bitmap

  init(_ texts: ByteStrings, _ alphabet: NumeralAlphabet, _ cipher: FF1) {
    validity = Bitmap(repeating: true, count: texts.count)
    offsets.reserveCapacity(texts.count + 1)
    let (source, starts) = (texts.bytes.span, texts.offsets.span)
    // Lengths from here on are accepted, too.
    let shortest = (2...20).first { cipher.accepts(length: $0) } ?? 20
    positions = [UInt32](fillingUpTo: source.count) { positions in
      numerals = [UInt16](fillingUpTo: source.count) { numerals in
        var kept = 0
        for index in 0..<texts.count {
          let range = Int(starts[index])..<Int(starts[index &+ 1])
          let end = Self.find(source, range, alphabet, &numerals, &positions, from: kept)
          if end - kept >= shortest, end - kept <= FF1.longest {
            kept = end
            offsets.append(kept)
          } else {
            validity.set(index, to: false)
          }
        }
        return kept
      }
      return numerals.count
    }
  }

  /// Writes the numerals of one text and where they are from `start` on; returns where they end.
  private static func find(
    _ source: Span<UInt8>, _ range: Range<Int>, _ alphabet: NumeralAlphabet,
    _ numerals: inout MutableSpan<UInt16>, _ positions: inout MutableSpan<UInt32>, from start: Int
  ) -> Int {
    var (position, next) = (range.lowerBound, start)
    while position < range.upperBound {
      let byte = source[position]
      var (numeral, length): (Int32, Int) = (-1, 1)
      if byte < 0x80 {
        numeral = alphabet.numeral(byte)
      } else {
        let (value, bytes) = source.character(at: position)
        if let character = Unicode.Scalar(value) { numeral = alphabet.numeral(character) }
        length = bytes
      }
      if numeral >= 0 {
        numerals[next] = UInt16(truncatingIfNeeded: numeral)
        positions[next] = UInt32(truncatingIfNeeded: position)
        next &+= 1
      }
      position &+= length
    }
    return next
  }
}
