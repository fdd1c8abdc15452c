import Testing

@testable import Codecs

/// Bytes from a fixed seed, from noise to long runs.
func generated(_ count: Int, distinct: UInt64, seed: UInt64) -> [UInt8] {
  var state = seed
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: (state >> 33) % distinct)
  }
}

extension Codec {
  static let written = Codec.allCases.filter { $0 != .lz4Hadoop }
}

@Suite struct RoundTripTests {
  static let sizes = [0, 1, 2, 7, 8, 64, 1000, 65_535, 65_536, 300_000, 1 << 20]

  @Test(arguments: Codec.written, sizes)
  func decompressingWhatWasCompressedGivesTheSameBytes(codec: Codec, size: Int) throws {
    for distinct: UInt64 in [1, 3, 256] {
      let bytes = generated(size, distinct: distinct, seed: UInt64(size))
      let packed = try Codecs.compress(codec, level: nil, bytes)
      #expect(try Codecs.decompress(codec, packed, size: size) == bytes)
      #expect(throws: CodecError.self) { try Codecs.decompress(codec, packed, size: size + 1) }
      if size > 0 {
        #expect(throws: CodecError.self) { try Codecs.decompress(codec, packed, size: size - 1) }
      }
    }
  }

  @Test(arguments: Codec.written, sizes)
  func theStartIsThatOfTheWhole(codec: Codec, size: Int) throws {
    for distinct: UInt64 in [1, 3, 256] {
      let bytes = generated(size, distinct: distinct, seed: UInt64(size))
      let packed = try Codecs.compress(codec, level: nil, bytes)
      for count in [0, 1, size / 3, size - 1, size] where (0...size).contains(count) {
        let start = try Codecs.decompressStart(codec, packed.rawBytes, size: size, count: count)
        #expect(start.count >= count && bytes.starts(with: start))
      }
      for kept in [0, packed.count / 2] where size > 2 && codec != .uncompressed {
        let broken = Array(packed[..<kept])
        #expect(throws: CodecError.self) {
          _ = try Codecs.decompressStart(codec, broken.rawBytes, size: size, count: size - 1)
        }
      }
    }
  }

  @Test(arguments: [6, 10, 12, 14, 15, 20])
  func framesByEveryTableRoundTrip(bits: Int) throws {
    for (size, distinct) in [(0, 1), (1, 1), (1000, 3), (300_000, 3), (300_000, 256), (1 << 20, 1)] as [(Int, UInt64)] {
      let bytes = generated(size, distinct: distinct, seed: 2)
      let frame = try Codecs.zstdFrame(of: bytes.rawBytes, tableBits: bits)
      #expect(try Codecs.decompress(.zstd, frame, size: size) == bytes)
      // What was set for one frame must not hold for the next by another way.
      #expect(try Codecs.compress(.zstd, level: 3, bytes) == Codecs.compress(.zstd, level: nil, bytes))
    }
  }

  @Test(arguments: Codec.written)
  func everyLevelRoundTripsAndOthersAreRefused(codec: Codec) throws {
    let bytes = generated(10_000, distinct: 5, seed: 9)
    guard let levels = codec.levels else {
      #expect(throws: CodecError.self) { try Codecs.compress(codec, level: 1, bytes) }
      return
    }
    for level in levels {
      let packed = try Codecs.compress(codec, level: level, bytes)
      #expect(try Codecs.decompress(codec, packed, size: bytes.count) == bytes)
    }
    for level in [levels.lowerBound - 1, levels.upperBound + 1, .max] {
      #expect(throws: CodecError.self) { try Codecs.compress(codec, level: level, bytes) }
    }
  }

  @Test(arguments: [Codec.gzip, .zstd])
  func severalStreamsInARowAreOne(codec: Codec) throws {
    let first = generated(5000, distinct: 7, seed: 1)
    let second = generated(70_000, distinct: 200, seed: 2)
    let packed =
      try Codecs.compress(codec, level: 1, first) + Codecs.compress(codec, level: 9, second)
    #expect(try Codecs.decompress(codec, packed, size: 75_000) == first + second)
  }

  @Test func zlibStreamsAreReadAsGzip() throws {
    // "louver louver louver louver", as zlib's compress() at level 6 writes it.
    let packed: [UInt8] = [
      0x78, 0x9c, 0xcb, 0xc9, 0x2f, 0x2d, 0x4b, 0x2d, 0x52, 0xc8, 0xc1, 0x42, 0x01, 0x00, 0x97, 0xb1, 0x0a, 0xd5,
    ]
    let expected = Array("louver louver louver louver".utf8)
    #expect(try Codecs.decompress(.gzip, packed, size: expected.count) == expected)
  }

  @Test func hadoopFramesAndBareBlocksAreBothRead() throws {
    let first = generated(5000, distinct: 2, seed: 3)
    let second = generated(900, distinct: 2, seed: 4)
    let blocks = try [first, second].map { try Codecs.compress(.lz4Raw, level: nil, $0) }
    func size(_ count: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) } }
    let separate =
      size(first.count) + size(blocks[0].count) + blocks[0] + size(second.count) + size(blocks[1].count) + blocks[1]
    let chunked = size(5900) + size(blocks[0].count) + blocks[0] + size(blocks[1].count) + blocks[1]
    for packed in [separate, chunked] {
      #expect(try Codecs.decompress(.lz4Hadoop, packed, size: 5900) == first + second)
    }
    #expect(try Codecs.decompress(.lz4Hadoop, blocks[0], size: 5000) == first)
    #expect(throws: CodecError.self) { try Codecs.compress(.lz4Hadoop, level: nil, first) }
  }

  @Test func checksumsAreThoseOfGzipAndGoOn() {
    let bytes = Array("123456789".utf8)
    #expect(Codecs.crc32(bytes) == 0xcbf4_3926)
    let start = Codecs.crc32(bytes[..<4])
    #expect(Codecs.crc32(bytes[4...], continuing: start) == 0xcbf4_3926)
    #expect(Codecs.crc32([UInt8]()) == 0)
  }

  @Test func contextsAreSharedBetweenConcurrentUsers() async throws {
    let bytes = generated(20_000, distinct: 9, seed: 5)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<32 {
        group.addTask {
          let codec: Codec = index % 2 == 0 ? .zstd : .gzip
          let packed = try Codecs.compress(codec, level: nil, bytes)
          return try Codecs.decompress(codec, packed, size: bytes.count) == bytes
        }
      }
      for try await same in group { #expect(same) }
    }
  }
}
