import Columnar
import Testing

@testable import Parquet

@Suite struct EncodingLawTests {
  static let pairs: [(Encoding, PhysicalType)] =
    Values.types.map { (.plain, $0) } + [
      (.runLength, .boolean), (.deltaBinaryPacked, .int32), (.deltaBinaryPacked, .int64),
      (.deltaLengthByteArray, .byteArray), (.byteStreamSplit, .int32), (.byteStreamSplit, .int64),
      (.byteStreamSplit, .float), (.byteStreamSplit, .double), (.byteStreamSplit, .fixedLengthByteArray(0)),
      (.byteStreamSplit, .fixedLengthByteArray(2)), (.byteStreamSplit, .fixedLengthByteArray(5)),
    ]

  @Test(arguments: pairs)
  func decodingWhatWasEncodedGivesTheSameValues(encoding: Encoding, type: PhysicalType) throws {
    for count in [0, 1, 2, 31, 32, 33, 127, 128, 129, 130, 257, 1500] {
      for (seed, distribution) in Distribution.allCases.enumerated() {
        let values = Values.generated(type, distribution, count: count, seed: UInt64(seed * 10_000 + count))
        let bytes = try Encodings.encode(encoding, values)
        let back = try Encodings.decode(encoding, bytes, count: count, type: type)
        #expect(back.isIdentical(to: values))
      }
    }
  }

  /// Whatever a writer chose, what takes its place can be written for the type and comes back.
  @Test(arguments: Values.types)
  func whatTakesThePlaceOfAnEncodingIsOneOfTheType(type: PhysicalType) throws {
    let all: [Encoding] = [
      .plain, .plainDictionary, .runLength, .bitPacked, .deltaBinaryPacked, .deltaLengthByteArray, .deltaByteArray,
      .runLengthDictionary, .byteStreamSplit, .other(77),
    ]
    for chosen in all {
      let page = PageHeader(
        uncompressedSize: 0, compressedSize: 0, content: .data(DataPageHeader(valueCount: 0, encoding: chosen)))
      let chunk = ColumnMetadata(
        type: type.primitive, encodings: [.runLength, chosen], path: ["a"], codec: .uncompressed, valueCount: 0,
        totalUncompressedSize: 0, totalCompressedSize: 0, dataPageOffset: 0)
      let encoding = ChunkOptions.encoding(after: page, chunk, for: type)
      let values = Values.generated(type, .any, count: 70, seed: 3)
      let bytes = try Encodings.encode(encoding, values)
      #expect(try Encodings.decode(encoding, bytes, count: 70, type: type).isIdentical(to: values))
      // Kept where this engine writes it at all.
      let kept = (try? Encodings.encode(chosen, values)).flatMap {
        try? Encodings.decode(chosen, $0, count: 70, type: type)
      }
      if kept != nil { #expect(encoding == chosen) }
    }
    #expect(ChunkOptions.encoding(after: nil, nil, for: type) == .plain)
  }

  @Test(arguments: pairs)
  func truncationThrowsAndNeverTraps(encoding: Encoding, type: PhysicalType) throws {
    for distribution in Distribution.allCases {
      let values = Values.generated(type, distribution, count: 140, seed: 1)
      let bytes = try Encodings.encode(encoding, values)
      for length in 0..<bytes.count {
        // Padding of a last group may be missing: then the values are whole all the same.
        let back = try? Encodings.decode(encoding, bytes[..<length], count: 140, type: type)
        if let back { #expect(encoding == .runLength && back.isIdentical(to: values)) }
      }
    }
  }

  @Test(arguments: pairs + [(.deltaByteArray, .byteArray), (.deltaByteArray, .fixedLengthByteArray(3))])
  func randomBytesThrowOrGiveExactlyTheCountAsked(encoding: Encoding, type: PhysicalType) {
    for seed: UInt64 in 0..<500 {
      var generator = Generator(seed: seed)
      var bytes = generator.bytes(generator.below(120))
      // Half of them begin as delta blocks do, to come further.
      if seed % 2 == 0 { bytes = [0x80, 0x01, 0x04, UInt8(seed % 128)] + bytes }
      for count in [0, 1, Int(seed % 128), 4096] {
        let values = try? Encodings.decode(encoding, bytes, count: count, type: type)
        if let values { #expect(values.count == count) }
      }
    }
  }

  @Test(arguments: pairs)
  func flippedBitsThrowOrGiveExactlyTheCountAsked(encoding: Encoding, type: PhysicalType) throws {
    let bytes = try Encodings.encode(encoding, Values.generated(type, .few, count: 90, seed: 4))
    for bit in 0..<bytes.count * 8 {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      let values = try? Encodings.decode(encoding, damaged, count: 90, type: type)
      if let values { #expect(values.count == 90) }
    }
  }

  @Test(arguments: pairs)
  func absurdCountsThrowBeforeMemoryIsTaken(encoding: Encoding, type: PhysicalType) throws {
    // Values of no bytes, and runs of the length a header gives, may be any number.
    guard type != .fixedLengthByteArray(0) else { return }
    let bytes = try Encodings.encode(encoding, Values.generated(type, .any, count: 64, seed: 2))
    for count in [-1, Int.min, 1 << 40, Int.max] {
      #expect(throws: ParquetError.self) { try Encodings.decode(encoding, bytes, count: count, type: type) }
    }
  }

  @Test func encodingsThatATypeDoesNotHaveAreRefused() {
    for encoding: Encoding in [
      .runLength, .deltaBinaryPacked, .deltaLengthByteArray, .deltaByteArray, .byteStreamSplit,
    ] {
      #expect(throws: ParquetError.self) { try Encodings.decode(encoding, [], count: 0, type: .int96) }
    }
    for encoding: Encoding in [.plainDictionary, .runLengthDictionary, .bitPacked, .other(77)] {
      #expect(throws: ParquetError.self) { try Encodings.decode(encoding, [], count: 0, type: .int32) }
      #expect(throws: ParquetError.self) { try Encodings.encode(encoding, .int32([])) }
    }
  }
}
