import Columnar

/// A parsed part of the text and where it begins, for messages.
struct Operand {
  var expression: Expression
  /// Bytes into the text.
  var start: Int

  var kind: Kind { expression.kind }
}

/// Text → a typed, ground expression (expressions.md), by recursive descent; types are checked on the way.
struct Parser {
  let text: [UInt8]
  let schema: Schema
  /// Nil where the text is a stored predicate: it names no context, and samples may stand in it.
  let context: EvaluationContext?
  var tokens: [Token] = []
  var next = 0
  /// The lists whose columns were named inside the `any` or `all` being read; nil outside one.
  var lists: [[String]]?
  private var nesting = 0

  /// Bytes of text.
  private static let longestText = 16 << 20
  /// Of parentheses, functions and prefix operators.
  private static let deepestNesting = 100
  /// Of the tree; its text, with a pair of parentheses a node, must parse again.
  private static let deepestTree = 96

  init(_ source: String, schema: Schema, context: EvaluationContext?) throws(ExpressionError) {
    text = Array(source.utf8)
    self.schema = schema
    self.context = context
    guard text.count <= Self.longestText else {
      throw ExpressionError(.limitExceeded, "a predicate has at most \(Self.longestText) bytes")
    }
    var lexer = Lexer(text)
    let (found, unexpected) = lexer.tokens()
    tokens = found
    if let unexpected { throw error("unexpected text", at: unexpected) }
  }

  /// The whole text as a condition.
  mutating func predicate() throws(ExpressionError) -> Expression {
    let operand = try disjunction()
    guard case .end = token.content else { throw error("unexpected text") }
    return try condition(operand)
  }

  // MARK: Errors

  func error(_ message: String, at byte: Int? = nil) -> ExpressionError {
    let byte = byte ?? token.start
    // Every byte that does not continue a character begins one.
    let offset = text.prefix(byte).count { $0 & 0xc0 != 0x80 }
    return ExpressionError(.invalidArgument, "\(message), at character \(offset)", place: Place(offset: offset))
  }

  // MARK: Tokens

  var token: Token { tokens[next] }

  func peek(_ marks: Mark...) -> Bool {
    if case .mark(let mark) = token.content { marks.contains(mark) } else { false }
  }

  mutating func accept(_ mark: Mark) -> Bool {
    guard peek(mark) else { return false }
    next += 1
    return true
  }

  mutating func expect(_ mark: Mark) throws(ExpressionError) {
    guard accept(mark) else { throw error("expected \(mark.rawValue)") }
  }

  mutating func string() throws(ExpressionError) -> String {
    guard case .string(let text) = token.content else { throw error("expected a string") }
    next += 1
    return text
  }

  mutating func name() throws(ExpressionError) -> String {
    guard case .name(let name) = token.content else { throw error("expected a name") }
    next += 1
    return name
  }

  /// Runs `body` one level down; refuses to go deeper than the stack surely holds.
  mutating func nested<Result>(
    _ body: (inout Parser) throws(ExpressionError) -> Result
  ) throws(ExpressionError) -> Result {
    guard nesting < Self.deepestNesting else { throw tooDeep() }
    nesting += 1
    let result = try body(&self)
    nesting -= 1
    return result
  }

  private func tooDeep() -> ExpressionError {
    var failure = error("nested too deeply")
    failure = ExpressionError(.limitExceeded, failure.message, place: failure.place)
    return failure
  }

  /// An operand made of others, if it is not too deep a tree.
  func made(_ expression: Expression, at start: Int) throws(ExpressionError) -> Operand {
    guard expression.depth <= Self.deepestTree else { throw tooDeep() }
    return Operand(expression: expression, start: start)
  }

  // MARK: Types

  @discardableResult
  func want(_ operand: Operand, _ kinds: Kind...) throws(ExpressionError) -> Expression {
    guard kinds.contains(operand.kind) || operand.kind == .null else {
      let wanted = kinds.map(\.rawValue).joined(separator: " or ")
      throw error("\(wanted) is wanted, not \(operand.kind.rawValue)", at: operand.start)
    }
    return operand.expression
  }

  func condition(_ operand: Operand) throws(ExpressionError) -> Expression {
    guard operand.kind == .boolean || operand.kind == .null else {
      throw error("a condition is wanted, not \(operand.kind.rawValue)", at: operand.start)
    }
    return operand.expression
  }
}
