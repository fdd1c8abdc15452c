import Columnar

extension Mask {
  /// Reads `name` or `name(argument=value, …)`, the form of the command line and of canonical texts.
  ///
  /// Values are numbers, `'strings'` (`''` escapes), bare words, `true`, `false` and lists `[a, b]`.
  public static func parse(_ text: String) throws(MaskingError) -> Mask {
    var parser = MaskParser(text: text, tokens: try MaskTokenizer.tokens(of: text))
    return try parser.mask()
  }
}

/// Reads the tokens of one mask from left to right.
private struct MaskParser {
  let text: String
  let tokens: [MaskToken]
  var position = 0

  init(text: String, tokens: [MaskToken]) {
    self.text = text
    self.tokens = tokens
  }

  private var next: MaskToken { position < tokens.count ? tokens[position] : .end }

  private mutating func accept(_ token: MaskToken) -> Bool {
    guard next == token else { return false }
    position += 1
    return true
  }

  private func error(_ why: String) -> MaskingError { MaskingError("mask \(quoted(text)): \(why)") }

  mutating func mask() throws(MaskingError) -> Mask {
    guard case .word(let name) = next else { throw error("expected a name, found \(next)") }
    position += 1
    var given: [String: MaskArgument] = [:]
    var bare: [MaskArgument] = []
    if accept(.mark("(")) {
      try list(until: ")") { (parser) throws(MaskingError) in
        guard case .word(let key) = parser.next, parser.tokens.dropFirst(parser.position + 1).first == .mark("=") else {
          bare.append(try parser.value(depth: 0))
          return
        }
        parser.position += 2
        guard given.updateValue(try parser.value(depth: 0), forKey: key) == nil else {
          throw parser.error("\(key) given twice")
        }
      }
    }
    guard next == .end else { throw error("expected the end, found \(next)") }
    return try Mask.make(name, merged(name, given, bare))
  }

  /// Arguments without a name, given the name they stand for.
  private func merged(
    _ name: String, _ given: [String: MaskArgument], _ bare: [MaskArgument]
  ) throws(MaskingError) -> [String: MaskArgument] {
    if bare.isEmpty { return given }
    let mask = try Mask.known(name)
    guard let first = mask.bareArgument, given[first] == nil else { throw error("name the argument") }
    var single: MaskArgument? = bare.count == 1 ? bare[0] : nil
    if mask.takesBareList {
      if case .list = single {} else { single = .list(bare) }
    }
    guard let single else { throw error("name the argument") }
    return given.merging([first: single]) { _, bare in bare }
  }

  private mutating func list(
    until end: Unicode.Scalar, _ element: (inout MaskParser) throws(MaskingError) -> Void
  ) throws(MaskingError) {
    while !accept(.mark(end)) {
      try element(&self)
      if next != .mark(end), !accept(.mark(",")) { throw error("expected , or \(end), found \(next)") }
    }
  }

  private mutating func value(depth: Int) throws(MaskingError) -> MaskArgument {
    guard depth < 16 else { throw error("lists are nested too deeply") }
    if accept(.mark("[")) {
      var values: [MaskArgument] = []
      try list(until: "]") { (parser) throws(MaskingError) in values.append(try parser.value(depth: depth + 1)) }
      return .list(values)
    }
    defer { position += 1 }
    switch next {
    case .word("true"): return .boolean(true)
    case .word("false"): return .boolean(false)
    case .word(let word): return .text(word)
    case .value(let value): return value
    case .mark, .end: throw error("expected a value, found \(next)")
    }
  }
}
