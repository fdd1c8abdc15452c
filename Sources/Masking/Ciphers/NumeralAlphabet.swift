/// The characters that `fpe` encrypts, in the order of their numerals.
struct NumeralAlphabet: Sendable {
  let characters: [Unicode.Scalar]
  /// A character's numeral, below 128 by position; -1 where it is none.
  private let ascii: [Int32]
  private let others: [Unicode.Scalar: Int32]

  init(_ name: String) {
    characters = Self.characters(of: name)
    var ascii = [Int32](repeating: -1, count: 128)
    var others: [Unicode.Scalar: Int32] = [:]
    for (numeral, character) in characters.enumerated() {
      if character.isASCII { ascii[Int(character.value)] = Int32(numeral) } else { others[character] = Int32(numeral) }
    }
    self.ascii = ascii
    self.others = others
  }

  var radix: Int { characters.count }
  /// Whether every character is one byte.
  var isASCII: Bool { others.isEmpty }

  func numeral(_ byte: UInt8) -> Int32 { ascii[Int(byte)] }

  func numeral(_ character: Unicode.Scalar) -> Int32 {
    character.isASCII ? ascii[Int(character.value)] : others[character] ?? -1
  }

  /// `digits`, `lower`, `upper`, `alnum`, or the characters listed.
  static func characters(of name: String) -> [Unicode.Scalar] {
    switch name {
    case "digits": scalars("0"..."9")
    case "lower": scalars("a"..."z")
    case "upper": scalars("A"..."Z")
    case "alnum": scalars("0"..."9") + scalars("A"..."Z") + scalars("a"..."z")
    default: Array(name.unicodeScalars)
    }
  }

  private static func scalars(_ range: ClosedRange<Unicode.Scalar>) -> [Unicode.Scalar] {
    (UInt8(ascii: range.lowerBound)...UInt8(ascii: range.upperBound)).map { Unicode.Scalar($0) }
  }
}
