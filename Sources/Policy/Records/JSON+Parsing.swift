import Columnar

/// What a JSON text may be at most.
public struct JSONLimits: Sendable {
  /// Bytes of the whole text.
  public var bytes: Int
  /// Arrays and objects within one another.
  public var depth: Int

  public init(bytes: Int = 16 << 20, depth: Int = 64) {
    self.bytes = bytes
    self.depth = depth
  }
}

extension JSON {
  /// Parses one JSON text (RFC 8259), strictly: valid UTF-8, no duplicate member, no lone surrogate, nothing after it.
  public init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(PolicyError) {
    guard bytes.count <= limits.bytes else {
      throw PolicyError(.limitExceeded, "the JSON text is longer than \(limits.bytes) bytes")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw PolicyError(.malformed, "the JSON text is not valid UTF-8")
    }
    var parser = JSONParser(bytes: bytes, maximumDepth: limits.depth)
    self = try parser.parseDocument()
  }

  /// Parses one JSON text; see `init(parsing:limits:)`.
  public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(PolicyError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  let maximumDepth: Int
  var at = 0
  var depth = 0

  init(bytes: [UInt8], maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  mutating func parseDocument() throws(PolicyError) -> JSON {
    let value = try parseValue()
    skipSpace()
    guard at == bytes.count else { throw malformed("something follows the JSON value") }
    return value
  }

  private func malformed(_ why: String) -> PolicyError {
    PolicyError(.malformed, "JSON: \(why)", place: Place(offset: at))
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func accept(_ character: Character) -> Bool {
    guard next == character.asciiValue else { return false }
    at += 1
    return true
  }

  private mutating func parseValue() throws(PolicyError) -> JSON {
    skipSpace()
    guard let byte = next else { throw malformed("the text ends early") }
    switch byte {
    case UInt8(ascii: "{"): return .object(try nested { parser throws(PolicyError) in try parser.parseMembers() })
    case UInt8(ascii: "["): return .array(try nested { parser throws(PolicyError) in try parser.parseElements() })
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
    case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
    case UInt8(ascii: "n"): return try parseWord("null", .null)
    default: return try parseNumber()
    }
  }

  private mutating func nested<Result>(
    _ body: (inout JSONParser) throws(PolicyError) -> Result
  ) throws(PolicyError) -> Result {
    guard depth < maximumDepth else {
      throw PolicyError(.limitExceeded, "JSON: nested more than \(maximumDepth) deep", place: Place(offset: at))
    }
    depth += 1
    at += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  private mutating func parseWord(_ word: StaticString, _ value: JSON) throws(PolicyError) -> JSON {
    let text = Array(word.description.utf8)
    guard bytes[at...].starts(with: text) else { throw malformed("an unknown word") }
    at += text.count
    return value
  }

  private mutating func parseElements() throws(PolicyError) -> [JSON] {
    var elements: [JSON] = []
    skipSpace()
    if accept("]") { return elements }
    while true {
      elements.append(try parseValue())
      skipSpace()
      if accept("]") { return elements }
      guard accept(",") else { throw malformed("expected , or ]") }
    }
  }

  private mutating func parseMembers() throws(PolicyError) -> [String: JSON] {
    var members: [String: JSON] = [:]
    skipSpace()
    if accept("}") { return members }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw malformed("expected a member's name") }
      let name = try parseString()
      skipSpace()
      guard accept(":") else { throw malformed("expected :") }
      guard members[name] == nil else { throw malformed("the same member twice") }
      members[name] = try parseValue()
      skipSpace()
      if accept("}") { return members }
      guard accept(",") else { throw malformed("expected , or }") }
    }
  }

  private mutating func parseNumber() throws(PolicyError) -> JSON {
    let start = at
    _ = accept("-")
    if !accept("0") {
      guard skipDigits() else { throw malformed("expected a value") }
    }
    var isInteger = true
    if accept(".") {
      isInteger = false
      guard skipDigits() else { throw malformed("expected a digit after the point") }
    }
    if accept("e") || accept("E") {
      isInteger = false
      if !accept("+") { _ = accept("-") }
      guard skipDigits() else { throw malformed("expected a digit in the exponent") }
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isInteger, let value = Int64(text) { return .integer(value) }
    guard Double(text)?.isFinite == true else { throw malformed("a number beyond a double") }
    return .number(text)
  }

  private mutating func skipDigits() -> Bool {
    let start = at
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { at += 1 }
    return at > start
  }

  private mutating func parseString() throws(PolicyError) -> String {
    at += 1
    var text: [UInt8] = []
    while let byte = next {
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += try parseEscape()
      case 0..<0x20: throw malformed("a control character in a string")
      default: text.append(byte)
      }
    }
    throw malformed("a string without end")
  }

  private mutating func parseEscape() throws(PolicyError) -> [UInt8] {
    guard let byte = next else { throw malformed("a string without end") }
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(try parseScalar()).utf8)
    default: throw malformed("an unknown escape")
    }
  }

  private mutating func parseScalar() throws(PolicyError) -> Character {
    var code = try parseHex()
    if (0xD800..<0xDC00).contains(code) {
      guard accept("\\"), accept("u") else { throw malformed("a lone surrogate") }
      let low = try parseHex()
      guard (0xDC00..<0xE000).contains(low) else { throw malformed("a lone surrogate") }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw malformed("a lone surrogate") }
    return Character(scalar)
  }

  private mutating func parseHex() throws(PolicyError) -> UInt32 {
    guard bytes.count - at >= 4 else { throw malformed("a string without end") }
    var code: UInt32 = 0
    for byte in bytes[at..<at + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw malformed("not a hexadecimal digit")
      }
      code = code << 4 | UInt32(digit)
    }
    at += 4
    return code
  }
}
