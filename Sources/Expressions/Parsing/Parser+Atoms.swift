import Columnar

extension Parser {
  /// atom := literal | column | @context | function ( … ) | CASE … END | CAST(x AS type) | ( or )
  mutating func atom() throws(ExpressionError) -> Operand {
    let start = token.start
    switch token.content {
    case .mark(let mark): return try atom(startingWith: mark)
    case .end: throw error("a value is wanted")
    case .string(let text):
      next += 1
      return Operand(expression: .string(text), start: start)
    case .hexadecimal(let digits):
      next += 1
      guard let bytes = Self.bytes(hexadecimal: digits.utf8) else {
        throw error("an even number of hexadecimal digits is wanted", at: start)
      }
      return Operand(expression: Expression(.binary, .literal(.bytes(bytes))), start: start)
    case .number(let text):
      next += 1
      return Operand(expression: try number(text, at: start), start: start)
    case .context(let name):
      let value = try contextValue(name)
      next += 1
      return Operand(expression: value, start: start)
    case .quoted(let name):
      next += 1
      return try column(startingWith: name, at: start)
    case .name(let name):
      next += 1
      if case .string = token.content, let literal = try typedLiteral(name) { return literal }
      if peek(.open) { return try call(name.lowercased(), at: start) }
      return try column(startingWith: name, at: start)
    }
  }

  private mutating func atom(startingWith mark: Mark) throws(ExpressionError) -> Operand {
    let start = token.start
    switch mark {
    case .open:
      next += 1
      let operand = try nested { parser throws(ExpressionError) in try parser.disjunction() }
      try expect(.close)
      return Operand(expression: operand.expression, start: start)
    case .case:
      next += 1
      return try nested { parser throws(ExpressionError) in try parser.branches(at: start) }
    case .cast:
      next += 1
      return try nested { parser throws(ExpressionError) in try parser.cast(at: start) }
    case .true, .false:
      next += 1
      return Operand(expression: .boolean(mark == .true), start: start)
    case .null:
      next += 1
      return Operand(expression: .null, start: start)
    default: throw error("a value is wanted")
    }
  }

  /// What follows CASE.
  private mutating func branches(at start: Int) throws(ExpressionError) -> Operand {
    var conditions: [Expression] = []
    var values: [Operand] = []
    while accept(.when) {
      conditions.append(try condition(try disjunction()))
      try expect(.then)
      values.append(try disjunction())
    }
    guard !conditions.isEmpty else { throw error("expected WHEN") }
    let otherwise = accept(.else) ? try disjunction() : Operand(expression: .null, start: start)
    try expect(.end)
    let kind = try common(values + [otherwise])
    let arms = zip(conditions, values).map { Expression.Arm(condition: $0, value: $1.expression) }
    return try made(Expression(kind, .caseWhen(arms, otherwise: otherwise.expression)), at: start)
  }

  /// What follows CAST.
  private mutating func cast(at start: Int) throws(ExpressionError) -> Operand {
    try expect(.open)
    let operand = try disjunction()
    try expect(.as)
    let typeStart = token.start
    let type = try name().lowercased()
    if type == Kind.timestamptz.rawValue {
      try expect(.close)
      return try made(Expression(.timestamptz, .midnight(try want(operand, .date))), at: start)
    }
    guard let kind = Self.castTargets[type] else { throw error("no type \(type) to cast to", at: typeStart) }
    let (precision, scale) = kind == .decimal ? try decimalSize() : (0, 0)
    try expect(.close)
    let expression =
      switch kind {
      case .integer: try want(operand, .integer, .decimal, .float, .boolean, .string)
      case .decimal, .float: try want(operand, .integer, .decimal, .float, .string)
      case .string:
        try want(
          operand, .integer, .decimal, .float, .string, .boolean, .date, .timestamp, .timestamptz, .uuid)
      case .boolean: try want(operand, .boolean, .string, .integer)
      case .date: try want(operand, .date, .timestamp, .timestamptz, .string)
      default: try want(operand, .timestamp, .date, .string)
      }
    return try made(Expression(kind, .cast(expression, precision: precision, scale: scale)), at: start)
  }

  private static let castTargets: [String: Kind] = [
    "bigint": .integer, "int64": .integer, "integer": .integer, "int": .integer, "decimal": .decimal,
    "numeric": .decimal, "double": .float, "float64": .float, "float": .float, "string": .string, "text": .string,
    "varchar": .string, "boolean": .boolean, "date": .date, "timestamp": .timestamp,
  ]

  /// `(precision[, scale])`, or nothing.
  private mutating func decimalSize() throws(ExpressionError) -> (precision: Int, scale: Int) {
    guard accept(.open) else { return (38, 0) }
    let start = token.start
    let precision = try wholeNumber()
    let scale = accept(.comma) ? try wholeNumber() : 0
    try expect(.close)
    guard (1...38).contains(precision), scale <= precision else {
      throw error("a decimal has 1 to 38 digits, at most all of them behind the point", at: start)
    }
    return (precision, scale)
  }

  private mutating func wholeNumber() throws(ExpressionError) -> Int {
    guard case .number(let text) = token.content, let number = Int(text) else { throw error("expected a whole number") }
    next += 1
    return number
  }
}
