import Columnar
import Testing

@testable import Parquet

@Suite struct RunLengthBitPackedTests {
  @Test func theFormatsOwnExampleIsUnderstood() throws {
    // 0 to 7 in three bits each.
    #expect(
      try RunLengthBitPacked.decode([0x03, 0b1000_1000, 0b1100_0110, 0b1111_1010], width: 3, count: 8) == Array(0..<8))
    let high = try BitPackedLevels.decode([0b0000_0101, 0b0011_1001, 0b0111_0111], maximum: 7, count: 8)
    #expect(high == Array(0..<8))
  }

  @Test(arguments: 0...32)
  func everyWidthRoundTrips(width: Int) throws {
    let mask = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(width)) - 1)
    for count in [0, 1, 7, 8, 9, 63, 64, 65, 511, 1000, 4099] {
      for (seed, distribution) in Distribution.allCases.enumerated() {
        var generator = Generator(seed: UInt64(seed * 5000 + count))
        let values = distribution.numbers(count, &generator).map { UInt32(truncatingIfNeeded: $0) & mask }
        let bytes = RunLengthBitPacked.encode(values, width: width)
        #expect(try RunLengthBitPacked.decode(bytes, width: width, count: count) == values)
      }
    }
  }

  @Test(arguments: 0...255)
  func levelsUpToEveryMaximumRoundTripAndHigherOnesThrow(maximum: Int) throws {
    var generator = Generator(seed: UInt64(maximum))
    let width = BitPacking.width(of: UInt64(maximum))
    for count in [0, 1, 8, 30, 700] {
      let levels = Distribution.runs.numbers(count, &generator).map { UInt8($0 % UInt64(maximum + 1)) }
      let bytes = RunLengthBitPacked.encode(levels, width: width)
      let back = try RunLengthBitPacked.decodeLevels(bytes, maximum: maximum, count: count)
      #expect(back == levels)
    }
    if maximum & (maximum + 1) != 0 {
      let bytes = RunLengthBitPacked.run(of: UInt32(maximum + 1), count: 5, width: width)
      #expect(throws: ParquetError.self) {
        try RunLengthBitPacked.decodeLevels(bytes, maximum: maximum, count: 5)
      }
    }
  }

  @Test func bitmapsAgreeWithLevels() throws {
    for count in [0, 1, 63, 64, 65, 128, 191, 192, 1000, 10_000] {
      for (seed, distribution) in Distribution.allCases.enumerated() {
        var generator = Generator(seed: UInt64(seed + count))
        let bits = distribution.numbers(count, &generator).map { $0 & 1 == 1 }
        let asBits = RunLengthBitPacked.encode(Bitmap(bits))
        let asLevels = RunLengthBitPacked.encode(bits.map { $0 ? 1 : 0 as UInt8 }, width: 1)
        for bytes in [asBits, asLevels] {
          let bitmap = try RunLengthBitPacked.decodeBitmap(bytes, count: count)
          #expect(bitmap == Bitmap(bits))
          let levels = try RunLengthBitPacked.decodeLevels(bytes, maximum: 1, count: count)
          #expect(levels == bits.map { $0 ? 1 : 0 })
        }
      }
    }
  }

  @Test func runsOfOddLengthsAndEmptyRunsAreUnderstood() throws {
    // Three ones, an empty run, an empty group, eight packed bits, five zeros.
    let bytes: [UInt8] = [0x06, 0x01, 0x00, 0x01, 0x01, 0x03, 0b1010_0101, 0x0a, 0x00]
    let expected: [UInt32] = [1, 1, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]
    for count in 0...expected.count {
      #expect(try RunLengthBitPacked.decode(bytes, width: 1, count: count) == Array(expected[..<count]))
      let bitmap = try RunLengthBitPacked.decodeBitmap(bytes, count: count)
      #expect(bitmap == Bitmap(expected[..<count].map { $0 == 1 }))
    }
    #expect(throws: ParquetError.self) { try RunLengthBitPacked.decode(bytes, width: 1, count: 17) }
  }

  /// So many that nothing may be copied for each of them.
  @Test func manyShortRunsAreBits() throws {
    let runs = 1 << 17
    let bytes = [UInt8]((0..<runs).flatMap { [0x03, UInt8(truncatingIfNeeded: $0)] })
    let bitmap = try RunLengthBitPacked.decodeBitmap(bytes, count: 8 * runs)
    #expect(bitmap == Bitmap(count: 8 * runs) { $0 / 8 & 1 << ($0 % 8) != 0 })
  }

  @Test func constantsTakeAFewBytes() {
    #expect(RunLengthBitPacked.encode([UInt32](repeating: 5, count: 100_000), width: 3).count <= 4)
    #expect(RunLengthBitPacked.encode(Bitmap(repeating: true, count: 100_003)).count <= 4)
    #expect(RunLengthBitPacked.run(of: 1, count: 1 << 33, width: 1).count <= 30)
  }

  @Test func indicesOutsideTheDictionaryThrow() throws {
    let page = [UInt8(3)] + RunLengthBitPacked.encode([0, 4, 2, 4, 1] as [UInt32], width: 3)
    let indices = try RunLengthBitPacked.decodeIndices(page, count: 5, dictionaryCount: 5)
    #expect(indices == [0, 4, 2, 4, 1])
    for count in [0, 1, 4] {
      #expect(throws: ParquetError.self) {
        try RunLengthBitPacked.decodeIndices(page, count: 5, dictionaryCount: count)
      }
    }
    for width: UInt8 in [33, 64, 255] {
      let wide = [width, 2, 0, 0, 0, 0, 0]
      #expect(throws: ParquetError.self) {
        try RunLengthBitPacked.decodeIndices(wide, count: 1, dictionaryCount: 9)
      }
    }
  }

  @Test(arguments: 0...8)
  func deprecatedLevelsAreReadMostSignificantBitFirst(width: Int) throws {
    var generator = Generator(seed: UInt64(width))
    let maximum = (1 << width) - 1
    let levels = (0..<77).map { _ in UInt8(generator.below(maximum + 1)) }
    var bits = levels.flatMap { level in (0..<width).map { level >> UInt8(width - 1 - $0) & 1 } }
    bits += [UInt8](repeating: 0, count: (8 - bits.count % 8) % 8)
    let bytes = stride(from: 0, to: bits.count, by: 8).map { bits[$0..<$0 + 8].reduce(0) { $0 << 1 | $1 } }
    #expect(BitPackedLevels.byteCount(count: 77, maximum: maximum) == bytes.count)
    let back = try BitPackedLevels.decode(bytes, maximum: maximum, count: 77)
    #expect(back == levels)
    guard width > 0 else { return }
    let short = Array(bytes.dropLast())
    #expect(throws: ParquetError.self) {
      try BitPackedLevels.decode(short, maximum: maximum, count: 77)
    }
  }
}
