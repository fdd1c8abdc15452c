import Columnar

extension Condition {
  /// Parses `group('hr') and not user('mary')`: words in lower case, texts in single quotes (`''` escapes).
  public init(parsing text: String) throws(PolicyError) {
    var parser = ConditionParser(text: text)
    self = try parser.parseDocument()
  }
}

private struct ConditionParser {
  enum Token: Hashable {
    case word(String)
    case text(String)
    case open, close, comma, end
  }

  private static let maximumDepth = 64

  let characters: [Unicode.Scalar]
  var at = 0
  /// Where the current token begins.
  var start = 0
  var token = Token.end
  var depth = 0

  init(text: String) { characters = Array(text.unicodeScalars) }

  mutating func parseDocument() throws(PolicyError) -> Condition {
    try advance()
    let condition = try parseAny()
    guard token == .end else { throw malformed("something follows the condition") }
    return condition
  }

  private func malformed(_ why: String) -> PolicyError {
    PolicyError(
      .invalidArgument, "condition: \(why)", place: Place(offset: start),
      hint: "conditions are group('…'), attribute('…'), attribute('…', '…'), user('…'), purpose('…'), "
        + "permission('…'), everyone, with and, or, not and parentheses")
  }

  private mutating func advance() throws(PolicyError) {
    while at < characters.count, characters[at].properties.isWhitespace { at += 1 }
    start = at
    guard at < characters.count else {
      token = .end
      return
    }
    switch characters[at] {
    case "(": token = .open
    case ")": token = .close
    case ",": token = .comma
    case "'":
      token = .text(try readText())
      return
    case "a"..."z":
      while at < characters.count, ("a"..."z").contains(characters[at]) { at += 1 }
      token = .word(text(of: start..<at))
      return
    default: throw malformed("an unexpected character")
    }
    at += 1
  }

  private func text(of range: Range<Int>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: characters[range])
    return text
  }

  private mutating func readText() throws(PolicyError) -> String {
    var content = ""
    at += 1
    while at < characters.count {
      let scalar = characters[at]
      at += 1
      if scalar == "'" {
        guard at < characters.count, characters[at] == "'" else { return content }
        at += 1
      }
      content.unicodeScalars.append(scalar)
    }
    throw malformed("a text without its closing quote")
  }

  private mutating func accept(_ wanted: Token) throws(PolicyError) -> Bool {
    guard token == wanted else { return false }
    try advance()
    return true
  }

  private mutating func expect(_ wanted: Token, _ name: String) throws(PolicyError) {
    guard try accept(wanted) else { throw malformed("expected \(name)") }
  }

  private mutating func parseAny() throws(PolicyError) -> Condition {
    var parts = [try parseAll()]
    while try accept(.word("or")) { parts.append(try parseAll()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func parseAll() throws(PolicyError) -> Condition {
    var parts = [try parseSingle()]
    while try accept(.word("and")) { parts.append(try parseSingle()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func parseSingle() throws(PolicyError) -> Condition {
    guard depth < Self.maximumDepth else { throw malformed("nested more than \(Self.maximumDepth) deep") }
    depth += 1
    defer { depth -= 1 }
    if try accept(.word("not")) { return .not(try parseSingle()) }
    if try accept(.open) {
      let condition = try parseAny()
      try expect(.close, ")")
      return condition
    }
    guard case .word(let name) = token else { throw malformed("expected a condition") }
    let place = start
    try advance()
    if name == "everyone" { return .everyone }
    let arguments = try parseArguments()
    guard let condition = Self.atom(name, arguments) else {
      start = place
      throw malformed("\(name) is not a condition, or its arguments do not fit")
    }
    return condition
  }

  private mutating func parseArguments() throws(PolicyError) -> [String] {
    var arguments: [String] = []
    try expect(.open, "(")
    repeat {
      guard case .text(let argument) = token else { throw malformed("expected a text in single quotes") }
      arguments.append(argument)
      try advance()
    } while try accept(.comma)
    try expect(.close, ")")
    return arguments
  }

  private static func atom(_ name: String, _ arguments: [String]) -> Condition? {
    switch (name, arguments.count) {
    case ("group", 1): .group(arguments[0])
    case ("user", 1): .user(arguments[0])
    case ("attribute", 1): .attribute(arguments[0], value: nil)
    case ("attribute", 2): .attribute(arguments[0], value: arguments[1])
    case ("purpose", 1): .purpose(arguments[0])
    case ("permission", 1): Permission(rawValue: arguments[0]).map(Condition.permission)
    default: nil
    }
  }
}
