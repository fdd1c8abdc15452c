import Columnar
import Testing

@testable import Parquet

@Suite struct DeltaBinaryPackedTests {
  @Test func extremesWrapAround() throws {
    let wide: [Int64] = [.min, .max, .min, 0, .max, -1, .min + 1, .max]
    let bytes = DeltaBinaryPacked.encode(wide)
    #expect(try Encodings.decode(.deltaBinaryPacked, bytes, count: wide.count, type: .int64) == .int64(wide))
    let narrow: [Int32] = [.min, .max, .min, 0, .max, -1, .min + 1, .max]
    let short = DeltaBinaryPacked.encode(narrow)
    #expect(try Encodings.decode(.deltaBinaryPacked, short, count: narrow.count, type: .int32) == .int32(narrow))
  }

  @Test(arguments: 0...64)
  func differencesOfEveryWidthComeBack(width: Int) throws {
    var generator = Generator(seed: UInt64(width))
    var value: Int64 = 5
    let values = (0..<400).map { _ in
      let delta = width == 0 ? 0 : generator.next() >> UInt64(64 - width)
      value = value &+ Int64(bitPattern: delta)
      return value
    }
    let bytes = DeltaBinaryPacked.encode(values)
    #expect(try Encodings.decode(.deltaBinaryPacked, bytes, count: 400, type: .int64) == .int64(values))
  }

  @Test func otherBlockSizesAreUnderstood() throws {
    // Blocks of 256 in two miniblocks: 7, then 256 steps of 1 and one of 1.
    var bytes: [UInt8] = [0x80, 0x02, 0x02, 0x82, 0x02, 0x0e]
    bytes += [0x02, 0x00, 0x00]
    bytes += [0x02, 0x00, 0xff]
    let expected = (0..<258).map { Int32(7 + $0) }
    #expect(try Encodings.decode(.deltaBinaryPacked, bytes, count: 258, type: .int32) == .int32(expected))
  }

  @Test(
    arguments: [
      [0x00, 0x04, 0x05, 0x00], [0x80, 0x01, 0x00, 0x05, 0x00], [0x80, 0x01, 0x03, 0x05, 0x00],
      [0x7f, 0x01, 0x05, 0x00], [0x80, 0x01, 0x08, 0x05, 0x00], [0x80, 0x01, 0x04, 0x06, 0x00],
      [0x80, 0x01, 0x04, 0x05, 0x00, 0x00, 0x41, 0x00, 0x00, 0x00],
      [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 0x04, 0x05, 0x00],
    ] as [[UInt8]])
  func impossibleHeadsThrow(bytes: [UInt8]) {
    let padded = bytes + [UInt8](repeating: 0, count: 600)
    #expect(throws: ParquetError.self) {
      try Encodings.decode(.deltaBinaryPacked, padded, count: 5, type: .int64)
    }
  }
}
