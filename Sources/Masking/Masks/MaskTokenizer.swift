import Columnar

/// What a mask's text is made of.
enum MaskToken: Equatable, CustomStringConvertible {
  case value(MaskArgument)
  case word(String)
  case mark(Unicode.Scalar)
  case end

  var description: String {
    switch self {
    case .value(let value): value.canonical
    case .word(let word): word
    case .mark(let mark): String(mark)
    case .end: "the end"
    }
  }
}

/// Takes a mask's text apart.
struct MaskTokenizer {
  private let text: String
  private let characters: [Unicode.Scalar]
  private var position = 0

  static func tokens(of text: String) throws(MaskingError) -> [MaskToken] {
    var tokenizer = MaskTokenizer(text: text)
    var tokens: [MaskToken] = []
    while let token = try tokenizer.token() { tokens.append(token) }
    return tokens
  }

  private init(text: String) {
    self.text = text
    characters = Array(text.unicodeScalars)
  }

  private func character(_ offset: Int = 0) -> Unicode.Scalar? {
    position + offset < characters.count ? characters[position + offset] : nil
  }

  private mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
    var taken = String.UnicodeScalarView()
    while let next = character(), condition(next) {
      taken.append(next)
      position += 1
    }
    return String(taken)
  }

  private mutating func token() throws(MaskingError) -> MaskToken? {
    _ = take { $0.properties.isWhitespace }
    guard let first = character() else { return nil }
    switch first {
    case "'": return .value(.text(try string()))
    case "(", ")", ",", "=", "[", "]":
      position += 1
      return .mark(first)
    case _ where first.isWordStart: return .word(take { $0.isWordStart || $0.isDigit || $0 == "." })
    default: return .value(try number())
    }
  }

  private func error(_ why: String) -> MaskingError { MaskingError("mask \(quoted(text)): \(why) at \(position)") }

  private mutating func string() throws(MaskingError) -> String {
    var parts: [String] = []
    repeat {
      position += 1
      parts.append(take { $0 != "'" })
      guard character() == "'" else { throw error("a string without an end") }
      position += 1
    } while character() == "'"
    return parts.joined(separator: "'")
  }

  /// `[+-]digits[.digits]`, which nothing follows that could belong to it.
  private mutating func number() throws(MaskingError) -> MaskArgument {
    let isNegative = character() == "-"
    if isNegative || character() == "+" { position += 1 }
    var digits = take { $0.isDigit }
    var isDecimal = false
    if !digits.isEmpty, character() == ".", let next = character(1), next.isDigit {
      position += 1
      isDecimal = true
      digits += "." + take { $0.isDigit }
    }
    if let next = character(), next.isWordStart || next.isDigit || next == "." || next.properties.isAlphabetic {
      throw error("unexpected text")
    }
    guard let number = ExactDecimal((isNegative ? "-" : "") + digits) else {
      throw error(digits.isEmpty ? "unexpected text" : "a number of more than 38 digits")
    }
    return isDecimal ? .decimal(number) : .integer(number.unscaled)
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { "0" <= self && self <= "9" }
  fileprivate var isWordStart: Bool { "a" <= self && self <= "z" || "A" <= self && self <= "Z" || self == "_" }
}
