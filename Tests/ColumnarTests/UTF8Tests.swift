import CKernels
import Testing

@testable import Columnar

@Suite struct UTF8Tests {
  /// Characters at the ends of what each number of bytes can say, and bytes that none has.
  private static let pieces: [[UInt8]] =
    ["a", "\u{7f}", "\u{80}", "\u{7ff}", "\u{800}", "\u{d7ff}", "\u{e000}", "\u{ffff}", "\u{10000}", "\u{10ffff}"]
    .map { Array($0.utf8) }
  private static let faults: [[UInt8]] = [
    [0x80], [0xbf], [0xc0, 0x80], [0xc1, 0xbf], [0xc2], [0xe0, 0x9f, 0xbf], [0xe1, 0x80], [0xed, 0xa0, 0x80],
    [0xf0, 0x8f, 0xbf, 0xbf],
    [0xf1, 0x80, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xff],
  ]

  @Test func allJudgesAgree() {
    var state: UInt64 = 1
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var valid = 0
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      let length = draw(100)
      while bytes.count < length { bytes += Self.pieces[draw(Self.pieces.count)] }
      if draw(2) == 0 { bytes.insert(contentsOf: Self.faults[draw(Self.faults.count)], at: draw(bytes.count + 1)) }
      let judged = (try? UTF8Span(validating: bytes.span)) != nil
      inVectorsOfEveryWidth { #expect(unsafe louver_is_utf8(bytes, bytes.count) == judged, "\(bytes)") }
      valid += judged ? 1 : 0
    }
    #expect(valid > 5_000 && valid < 15_000)
  }

  @Test func stringsAreJudgedEachByItself() {
    let euro = Array("€".utf8)
    #expect(ByteStrings(offsets: [0, 3, 3, 6], bytes: euro + euro).isUTF8)
    #expect(!ByteStrings(offsets: [0, 2, 6], bytes: euro + euro).isUTF8)
    #expect(!ByteStrings(offsets: [0, 3, 5], bytes: euro + euro.prefix(2)).isUTF8)
    #expect(ByteStrings().isUTF8)
  }
}
