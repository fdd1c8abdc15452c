import Columnar

/// `email`: `***@` and what follows the last `@`; `***` where there is none.
enum EmailKernel {
  static func apply(_ texts: ByteStrings) throws(MaskingError) -> MaskedValues {
    let (source, offsets) = (texts.bytes.span, texts.offsets.span)
    return try nullableText(count: texts.count, capacity: source.count + 3 * texts.count) { index, bytes, start in
      let range = Int(offsets[index])..<Int(offsets[index + 1])
      var position = range.upperBound
      while position > range.lowerBound, source[position &- 1] != UInt8(ascii: "@") { position &-= 1 }
      for star in 0..<3 { bytes[start &+ star] = UInt8(ascii: "*") }
      if position == range.lowerBound { return start &+ 3 }
      return bytes.copy(source, position &- 1..<range.upperBound, to: start &+ 3)
    }
  }
}
