import Columnar
import Patterns

extension Parser {
  /// A function's arguments and what it is of them; its name has been read.
  mutating func call(_ name: String, at start: Int) throws(ExpressionError) -> Operand {
    try expect(.open)
    if let quantifier = Quantifier(rawValue: name) {
      return try nested { parser throws(ExpressionError) in try parser.quantified(quantifier, at: start) }
    }
    if name == "sample", context == nil { return try storedSample(at: start) }
    let arguments = try nested { parser throws(ExpressionError) in try parser.arguments() }
    if name == "regexp_like" { return try regularExpression(arguments, at: start) }
    if name == "mod" {
      try count(arguments, 2...2, of: name, at: start)
      return try arithmetic(.remainder, arguments[0], arguments[1])
    }
    guard let function = Function(rawValue: name) else { throw error("no function \(name)", at: start) }
    let (kind, typed) = try typed(function, arguments, at: start)
    return try made(Expression(kind, .call(function, typed)), at: start)
  }

  private mutating func arguments() throws(ExpressionError) -> [Operand] {
    var arguments: [Operand] = []
    if !peek(.close) {
      repeat { arguments.append(try disjunction()) } while accept(.comma)
    }
    try expect(.close)
    return arguments
  }

  private mutating func quantified(_ quantifier: Quantifier, at start: Int) throws(ExpressionError) -> Operand {
    guard lists == nil else { throw error("any() and all() do not nest", at: start) }
    lists = []
    let body = try condition(try disjunction())
    try expect(.close)
    let found = lists ?? []
    lists = nil
    guard found.count == 1 else { throw error("\(quantifier.rawValue)() is over the elements of one list", at: start) }
    return try made(Expression(.boolean, .quantified(quantifier, body, list: found[0])), at: start)
  }

  private func count(
    _ arguments: [Operand], _ range: ClosedRange<Int>, of name: String, at start: Int
  ) throws(ExpressionError) {
    guard range.contains(arguments.count) else {
      let wanted = range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
      throw error("\(name) takes \(wanted) argument\(range.upperBound == 1 ? "" : "s")", at: start)
    }
  }

  private func typed(
    _ function: Function, _ arguments: [Operand], at start: Int
  ) throws(ExpressionError) -> (Kind, [Expression]) {
    try count(arguments, function.arity, of: function.rawValue, at: start)
    let first = arguments[0]
    var expressions = arguments.map(\.expression)
    switch function {
    case .lower, .upper, .trim: try want(first, .string)
    case .length: try want(first, .string, .binary)
    case .substr:
      try want(first, .string)
      for argument in arguments.dropFirst() { try want(argument, .integer) }
    case .startsWith, .endsWith, .contains, .concat:
      for argument in arguments { try want(argument, .string) }
    case .coalesce: return (try common(arguments), expressions)
    case .nullif:
      (expressions[0], expressions[1]) = try unified(first, arguments[1])
      return (expressions[0].kind, expressions)
    case .abs, .floor, .ceil: return (try want(first, .integer, .decimal, .float).kind, expressions)
    case .round:
      for argument in arguments.dropFirst() { try want(argument, .integer) }
      return (try want(first, .integer, .decimal, .float).kind, expressions)
    case .year, .month, .day: try want(first, .date, .timestamp, .timestamptz)
    case .hour: try want(first, .timestamp, .timestamptz)
    case .dateTrunc:
      try want(arguments[1], .date, .timestamp, .timestamptz)
      guard let text = first.expression.text(ifLiteral: .string), DateUnit(rawValue: text) != nil else {
        let units = DateUnit.allCases.map(\.rawValue).joined(separator: ", ")
        throw error("date_trunc takes a unit: \(units)", at: first.start)
      }
      return (arguments[1].kind, expressions)
    }
    return (function.result, expressions)
  }

  private func regularExpression(_ arguments: [Operand], at start: Int) throws(ExpressionError) -> Operand {
    try count(arguments, 2...2, of: "regexp_like", at: start)
    let subject = try want(arguments[0], .string)
    guard let pattern = arguments[1].expression.text(ifLiteral: .string) else {
      throw error("regexp_like takes a literal pattern", at: arguments[1].start)
    }
    let compiled: RegularExpression
    do throws(PatternError) { compiled = try RegularExpression(pattern) } catch {
      throw self.error("bad pattern: \(error.message)", at: arguments[1].start)
    }
    return try made(Expression(.boolean, .matches(subject, compiled)), at: start)
  }
}

extension Expression {
  /// The text of a literal of a kind.
  func text(ifLiteral kind: Kind) -> String? {
    if self.kind == kind, case .bytes(let bytes) = literal { String(decoding: bytes, as: UTF8.self) } else { nil }
  }
}

extension Function {
  fileprivate var arity: ClosedRange<Int> {
    switch self {
    case .lower, .upper, .trim, .length, .abs, .floor, .ceil, .year, .month, .day, .hour: 1...1
    case .startsWith, .endsWith, .contains, .nullif, .dateTrunc: 2...2
    case .substr: 2...3
    case .round: 1...2
    case .concat, .coalesce: 1...100
    }
  }

  /// The type of the result, where it does not follow from the arguments.
  fileprivate var result: Kind {
    switch self {
    case .lower, .upper, .trim, .substr, .concat: .string
    case .startsWith, .endsWith, .contains: .boolean
    case .length, .year, .month, .day, .hour: .integer
    case .coalesce, .nullif, .abs, .floor, .ceil, .round, .dateTrunc: .null
    }
  }
}
