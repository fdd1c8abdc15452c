import Columnar

/// `classes`: letters and digits of any script become their class, everything else stays.
enum ClassesKernel {
  static func apply(_ texts: ByteStrings) -> ByteStrings {
    texts.isASCII ? applyToASCII(texts) : applyToUnicode(texts)
  }

  private static func applyToASCII(_ texts: ByteStrings) -> ByteStrings {
    let source = texts.bytes.span
    let bytes = [UInt8](filling: source.count) { bytes in
      for index in 0..<bytes.count { bytes[index] = hidden(source[index]) }
    }
    return ByteStrings(offsets: texts.offsets, bytes: bytes)
  }

  /// The class of an ASCII character, or the character.
  @inline(__always)
  private static func hidden(_ byte: UInt8) -> UInt8 {
    if byte &- 65 < 26 { return UInt8(ascii: "X") }
    if byte &- 97 < 26 { return UInt8(ascii: "x") }
    return byte &- 48 < 10 ? UInt8(ascii: "n") : byte
  }

  private static func applyToUnicode(_ texts: ByteStrings) -> ByteStrings {
    let (source, offsets, table) = (texts.bytes.span, texts.offsets.span, basicPlane.span)
    return ByteStrings(count: texts.count, capacity: source.count) { index, bytes, start in
      var (position, at) = (Int(offsets[index]), start)
      let end = Int(offsets[index + 1])
      while position < end {
        let (character, length) = source.character(at: position)
        let hidden = character < 0x10000 ? table[Int(character)] : Self.hidden(character)
        if hidden == 0 {
          at = bytes.copy(source, position..<position + length, to: at)
        } else {
          bytes[at] = hidden
          at &+= 1
        }
        position &+= length
      }
      return at
    }
  }

  /// The classes of the characters below U+10000, worked out when text first needs them; 0 for what stays.
  private static let basicPlane: [UInt8] = (0..<0x10000).map { hidden(UInt32($0)) }

  /// The class of a character, 0 for what stays.
  private static func hidden(_ character: UInt32) -> UInt8 {
    switch Unicode.Scalar(character)?.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: UInt8(ascii: "X")
    case .lowercaseLetter, .modifierLetter, .otherLetter: UInt8(ascii: "x")
    case .decimalNumber, .letterNumber, .otherNumber: UInt8(ascii: "n")
    // Marks go with letters; unassigned and private characters may be letters to somebody.
    case .nonspacingMark, .spacingMark, .enclosingMark, .unassigned, .privateUse: UInt8(ascii: "x")
    default: 0
    }
  }
}
