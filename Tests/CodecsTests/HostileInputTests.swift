import Testing

@testable import Codecs

@Suite struct HostileInputTests {
  @Test(arguments: Codec.allCases)
  func randomBytesThrowOrGiveExactlyTheSizeAsked(codec: Codec) {
    for seed: UInt64 in 0..<400 {
      let bytes = generated(Int(seed % 97), distinct: 256, seed: seed)
      for size in [0, 1, 50, 4096, 1 << 20] {
        if let result = try? Codecs.decompress(codec, bytes, size: size) { #expect(result.count == size) }
      }
    }
  }

  @Test(arguments: Codec.written)
  func everyTruncationThrows(codec: Codec) throws {
    let bytes = generated(700, distinct: 30, seed: 8)
    let packed = try Codecs.compress(codec, level: nil, bytes)
    for length in 0..<packed.count {
      #expect(throws: CodecError.self) { try Codecs.decompress(codec, packed[..<length], size: 700) }
    }
  }

  @Test(arguments: Codec.written)
  func flippedBitsThrowOrGiveExactlyTheSizeAsked(codec: Codec) throws {
    let bytes = generated(500, distinct: 12, seed: 6)
    let packed = try Codecs.compress(codec, level: nil, bytes)
    for bit in 0..<packed.count * 8 {
      var damaged = packed
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      if let result = try? Codecs.decompress(codec, damaged, size: 500) { #expect(result.count == 500) }
    }
  }

  @Test(arguments: Codec.allCases)
  func absurdSizesThrowBeforeMemoryIsTaken(codec: Codec) {
    let bytes = generated(40, distinct: 256, seed: 10)
    for size in [-1, Int.min, 1 << 46, Int.max] {
      #expect(throws: CodecError.self) { try Codecs.decompress(codec, bytes, size: size) }
    }
  }

  @Test(arguments: Codec.allCases)
  func noInputIsNoOutput(codec: Codec) throws {
    let none: [UInt8] = []
    #expect(try Codecs.decompress(codec, none, size: 0) == [])
    #expect(throws: CodecError.self) { try Codecs.decompress(codec, none, size: 1) }
  }
}
