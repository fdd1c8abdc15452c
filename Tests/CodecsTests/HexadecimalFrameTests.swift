import Testing

@testable import Codecs

/// PLAIN byte arrays of digits, each behind its length.
private func tokens(_ count: Int, digits: Int, behind prefix: [UInt8] = [], seed: UInt64 = 1) -> [UInt8] {
  let values = generated(count * digits, distinct: 16, seed: seed).map { Array("0123456789abcdef".utf8)[Int($0)] }
  return prefix
    + (0..<count).flatMap { [UInt8(digits), 0, 0, 0] + values[$0 * digits..<($0 + 1) * digits] }
}

private func frame(_ bytes: [UInt8], from start: Int) -> [UInt8]? {
  Codecs.zstdFrame(ofTokens: bytes, from: start)
}

@Suite struct HexadecimalFrameTests {
  @Test(arguments: Array(stride(from: 16, through: 64, by: 2)))
  func libzstdReadsTheFrameBack(digits: Int) throws {
    // From one block to several, and every remainder of tokens that the four streams leave.
    for count in [16, 17, 18, 19, 127, 128, 515, 9001] {
      for prefix in [0, 1, 700] {
        let bytes = tokens(count, digits: digits, behind: generated(prefix, distinct: 256, seed: 3))
        let packed = try #require(frame(bytes, from: prefix))
        #expect(try Codecs.decompress(.zstd, packed, size: bytes.count) == bytes)
      }
    }
  }

  @Test func blocksThatAreFilledToTheLastTokenEndTheFrame() throws {
    let perBlock = (128 << 10) / 68 & ~3
    for count in [perBlock, 2 * perBlock, 2 * perBlock + 1, 3 * perBlock + 4] {
      let bytes = tokens(count, digits: 64)
      let packed = try #require(frame(bytes, from: 0))
      #expect(try Codecs.decompress(.zstd, packed, size: bytes.count) == bytes)
    }
  }

  @Test func whatStandsBeforeTheTokensMayBeLongerThanABlock() throws {
    let bytes = tokens(40, digits: 32, behind: generated(300_000, distinct: 9, seed: 4))
    let packed = try #require(frame(bytes, from: 300_000))
    #expect(try Codecs.decompress(.zstd, packed, size: bytes.count) == bytes)
  }

  @Test(arguments: [16, 32, 64])
  func theFrameIsSmallerThanTheDefaultLevelMakesIt(digits: Int) throws {
    let bytes = tokens(20_000, digits: digits)
    let usual = try Codecs.compress(.zstd, level: nil, bytes)
    #expect(try #require(frame(bytes, from: 0)).count < usual.count)
  }

  @Test func anythingButDigitsIsRefusedWhereverItStands() {
    let good = tokens(37, digits: 20)
    #expect(frame(good, from: 0) != nil)
    for position in good.indices {
      for wrong: UInt8 in [0, 47, 58, 64, 65, 70, 96, 103, 127, 128, 176, 255] where good[position] != wrong {
        var bytes = good
        bytes[position] = wrong
        #expect(frame(bytes, from: 0) == nil)
      }
    }
  }

  @Test func otherLengthsAreRefused() {
    #expect(frame([], from: 0) == nil)
    for digits in [14, 15, 17, 66] { #expect(frame(tokens(100, digits: digits), from: 0) == nil) }
    #expect(frame(tokens(15, digits: 64), from: 0) == nil)
    #expect(frame(tokens(100, digits: 64).dropLast(), from: 0) == nil)
    #expect(frame(tokens(100, digits: 64) + [0], from: 0) == nil)
    #expect(frame(tokens(50, digits: 64) + tokens(50, digits: 32), from: 0) == nil)
  }
}

private func frame(_ bytes: ArraySlice<UInt8>, from start: Int) -> [UInt8]? { frame(Array(bytes), from: start) }
