/// Cuts a predicate's text into tokens.
struct Lexer {
  private let text: [UInt8]
  private var position = 0

  init(_ text: [UInt8]) { self.text = text }

  static func startsName(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  static func continuesName(_ byte: UInt8) -> Bool { startsName(byte) || isDigit(byte) }

  /// All tokens, the end of the text last; nil where there is none, with the position.
  mutating func tokens() -> (tokens: [Token], unexpected: Int?) {
    var tokens: [Token] = []
    while true {
      skipSpace()
      let start = position
      guard start < text.count else {
        tokens.append(Token(content: .end, start: start, end: start))
        return (tokens, nil)
      }
      guard let content = next() else { return (tokens, start) }
      tokens.append(Token(content: content, start: start, end: position))
    }
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < text.count ? text[position + offset] : 0
  }

  private mutating func skipSpace() {
    while position < text.count, text[position] == 0x20 || (0x09...0x0d).contains(text[position]) { position += 1 }
  }

  private mutating func next() -> Token.Content? {
    let first = byte()
    switch first {
    case UInt8(ascii: "'"): return quoted(by: first).map { .string($0) }
    case UInt8(ascii: "\""):
      guard let name = quoted(by: first), !name.isEmpty else { return nil }
      return .quoted(name)
    case UInt8(ascii: "@"):
      position += 1
      let name = take { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
      return name.isEmpty ? nil : .context("@" + name)
    case _ where Self.isDigit(first): return number()
    case _ where Self.startsName(first):
      if first | 0x20 == UInt8(ascii: "x"), byte(1) == UInt8(ascii: "'"), let digits = hexadecimal() { return digits }
      let name = take(while: Self.continuesName)
      return Mark(keyword: name).map { .mark($0) } ?? .name(name)
    default: return sign()
    }
  }

  private mutating func take(while accepts: (UInt8) -> Bool) -> String {
    let start = position
    while position < text.count, accepts(text[position]) { position += 1 }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  /// Text between two quotes; a doubled one within stands for itself. Nil without an end.
  private mutating func quoted(by quote: UInt8) -> String? {
    var content: [UInt8] = []
    var at = position + 1
    while at < text.count {
      if text[at] == quote {
        guard at + 1 < text.count, text[at + 1] == quote else {
          position = at + 1
          return String(decoding: content, as: UTF8.self)
        }
        at += 1
      }
      content.append(text[at])
      at += 1
    }
    return nil
  }

  private mutating func hexadecimal() -> Token.Content? {
    var at = position + 2
    while at < text.count, Self.isDigit(text[at]) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(text[at] | 0x20) {
      at += 1
    }
    guard at < text.count, text[at] == UInt8(ascii: "'") else { return nil }
    let digits = String(decoding: text[position + 2..<at], as: UTF8.self)
    position = at + 1
    return .hexadecimal(digits)
  }

  /// digits[.digits][e[+-]digits]
  private mutating func number() -> Token.Content {
    let start = position
    _ = take(while: Self.isDigit)
    if byte() == UInt8(ascii: "."), Self.isDigit(byte(1)) {
      position += 1
      _ = take(while: Self.isDigit)
    }
    if byte() | 0x20 == UInt8(ascii: "e") {
      let signed = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") ? 1 : 0
      if Self.isDigit(byte(1 + signed)) {
        position += 1 + signed
        _ = take(while: Self.isDigit)
      }
    }
    return .number(String(decoding: text[start..<position], as: UTF8.self))
  }

  private mutating func sign() -> Token.Content? {
    for length in [2, 1] where position + length <= text.count {
      let word = String(decoding: text[position..<position + length], as: UTF8.self)
      if let mark = Mark(rawValue: word), !mark.isKeyword {
        position += length
        return .mark(mark)
      }
    }
    return nil
  }
}
