import Columnar
import Testing

@testable import Codecs

private func tokens(_ count: Int, digits: Int, seed: UInt64 = 1) -> ByteStrings {
  let values = generated(count * digits, distinct: 16, seed: seed).map { Array("0123456789abcdef".utf8)[Int($0)] }
  return ByteStrings(offsets: (0...count).map { UInt32($0 * digits) }, bytes: values)
}

/// PLAIN byte arrays behind other bytes.
private func plain(_ strings: ByteStrings, behind prefix: [UInt8] = []) -> [UInt8] {
  prefix + (0..<strings.count).flatMap { [UInt8(strings[$0].count), 0, 0, 0] + strings[$0] }
}

private func frame(_ strings: ByteStrings, behind prefix: [UInt8] = []) -> [UInt8]? {
  Codecs.zstdFrame(ofTokens: strings, behind: prefix)
}

@Suite struct HexadecimalFrameTests {
  @Test(arguments: Array(stride(from: 16, through: 64, by: 2)))
  func libzstdReadsTheFrameBack(digits: Int) throws {
    // From one block to several, and every remainder of tokens that the four streams leave.
    for count in [16, 17, 18, 19, 127, 128, 515, 9001] {
      for prefix in [0, 1, 700] {
        let (strings, prefix) = (tokens(count, digits: digits), generated(prefix, distinct: 256, seed: 3))
        let bytes = plain(strings, behind: prefix)
        let packed = try #require(frame(strings, behind: prefix))
        #expect(try Codecs.decompress(.zstd, packed, size: bytes.count) == bytes)
      }
    }
  }

  @Test func blocksThatAreFilledToTheLastTokenEndTheFrame() throws {
    let perBlock = (128 << 10) / 68 & ~3
    for count in [perBlock, 2 * perBlock, 2 * perBlock + 1, 3 * perBlock + 4] {
      let strings = tokens(count, digits: 64)
      let bytes = plain(strings)
      #expect(try Codecs.decompress(.zstd, try #require(frame(strings)), size: bytes.count) == bytes)
    }
  }

  @Test func whatStandsBeforeTheTokensMayBeLongerThanABlock() throws {
    let (strings, prefix) = (tokens(40, digits: 32), generated(300_000, distinct: 9, seed: 4))
    let bytes = plain(strings, behind: prefix)
    let packed = try #require(frame(strings, behind: prefix))
    #expect(try Codecs.decompress(.zstd, packed, size: bytes.count) == bytes)
  }

  @Test(arguments: [16, 32, 64])
  func theFrameIsSmallerThanTheDefaultLevelMakesIt(digits: Int) throws {
    let strings = tokens(20_000, digits: digits)
    let usual = try Codecs.compress(.zstd, level: nil, plain(strings))
    #expect(try #require(frame(strings)).count < usual.count)
  }

  @Test func anythingButDigitsIsRefusedWhereverItStands() {
    let good = tokens(37, digits: 20)
    #expect(frame(good) != nil)
    for position in good.bytes.indices {
      for wrong: UInt8 in [0, 47, 58, 64, 65, 70, 96, 103, 127, 128, 176, 255] {
        var bytes = good.bytes
        bytes[position] = wrong
        #expect(frame(ByteStrings(offsets: good.offsets, bytes: bytes)) == nil)
      }
    }
  }

  @Test func otherLengthsAreRefused() {
    #expect(frame(ByteStrings()) == nil)
    for digits in [14, 15, 17, 66] { #expect(frame(tokens(100, digits: digits)) == nil) }
    #expect(frame(tokens(15, digits: 64)) == nil)
    var mixed = tokens(50, digits: 64)
    mixed.append(contentsOf: tokens(50, digits: 32))
    #expect(frame(mixed) == nil)
    // As many digits in all, but two to one that belong to the next.
    let even = tokens(100, digits: 64)
    for moved in [0, 1, 50, 98] {
      var offsets = even.offsets
      offsets[moved + 1] += 2
      #expect(frame(ByteStrings(offsets: offsets, bytes: even.bytes)) == nil)
    }
  }
}
