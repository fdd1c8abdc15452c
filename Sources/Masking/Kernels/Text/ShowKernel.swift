import CKernels
import Columnar

/// `show`: the first and last characters of a text, a substitute for every other one.
struct ShowKernel: Sendable {
  private let shown: Shown
  private let substitute: [UInt8]

  init(_ shown: Shown) {
    self.shown = shown
    substitute = Array(String(shown.substitute).utf8)
  }

  func apply(_ texts: ByteStrings) throws(MaskingError) -> ByteStrings {
    substitute.count == 1 ? try apply(texts, byte: substitute[0]) : try apply(texts, substitute)
  }

  private func apply(_ texts: ByteStrings, byte: UInt8) throws(MaskingError) -> ByteStrings {
    unsafe try maskedTexts(texts, capacity: texts.bytes.count) { texts, bytes, ends in
      unsafe (texts.count, louver_mask_ends(texts, shown.first, shown.last, shown.minimum, byte, bytes, ends))
    }
  }

  private func apply(_ texts: ByteStrings, _ substitute: [UInt8]) throws(MaskingError) -> ByteStrings {
    let capacity = texts.bytes.count * substitute.count
    guard capacity <= Int(UInt32.max) else { throw tooMuchText }
    let (source, offsets, substitute) = (texts.bytes.span, texts.offsets.span, substitute.span)
    return ByteStrings(count: texts.count, capacity: capacity) { index, bytes, start in
      let range = Int(offsets[index])..<Int(offsets[index + 1])
      var characters = 0
      for position in range where source[position] & 0xc0 != 0x80 { characters &+= 1 }
      let isShown = characters >= shown.minimum
      let front = isShown ? source.skip(shown.first, from: range.lowerBound) : range.lowerBound
      let back = isShown ? source.skipBack(shown.last, from: range.upperBound) : range.upperBound
      var at = bytes.copy(source, range.lowerBound..<front, to: start)
      for _ in 0..<(isShown ? characters - shown.first - shown.last : characters) {
        for position in substitute.indices { bytes[at &+ position] = substitute[position] }
        at &+= substitute.count
      }
      return bytes.copy(source, back..<range.upperBound, to: at)
    }
  }
}

extension Span<UInt8> {
  /// The position `count` characters behind `position`.
  fileprivate func skip(_ count: Int, from position: Int) -> Int {
    var at = position
    for _ in 0..<count { at &+= character(at: at).length }
    return at
  }

  /// The position `count` characters before `position`.
  fileprivate func skipBack(_ count: Int, from position: Int) -> Int {
    var at = position
    for _ in 0..<count {
      repeat { at &-= 1 } while self[at] & 0xc0 == 0x80
    }
    return at
  }
}
