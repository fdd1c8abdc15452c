import Columnar

extension Parser {
  /// sum := product ((+ | - | ||) product)*
  mutating func sum() throws(ExpressionError) -> Operand {
    var left = try product()
    while true {
      if accept(.join) {
        let right = try product()
        left = try made(
          Expression(.string, .join(try want(left, .string), try want(right, .string))), at: left.start)
      } else if accept(.plus) {
        left = try arithmetic(.add, left, try product())
      } else if accept(.minus) {
        left = try arithmetic(.subtract, left, try product())
      } else {
        return left
      }
    }
  }

  /// product := unary ((* | / | %) unary)*
  private mutating func product() throws(ExpressionError) -> Operand {
    var left = try unary()
    while true {
      if accept(.times) {
        left = try arithmetic(.multiply, left, try unary())
      } else if accept(.divide) {
        left = try arithmetic(.divide, left, try unary())
      } else if accept(.remainder) {
        left = try arithmetic(.remainder, left, try unary())
      } else {
        return left
      }
    }
  }

  /// unary := - unary | atom
  private mutating func unary() throws(ExpressionError) -> Operand {
    let start = token.start
    guard accept(.minus) else { return try atom() }
    let operand = try nested { parser throws(ExpressionError) in try parser.unary() }
    let expression = try want(operand, .integer, .decimal, .float)
    switch expression.literal {
    case .integer(let number):
      return Operand(expression: Expression(.integer, .literal(.integer(-number))), start: start)
    case .decimal(let number):
      return Operand(expression: Expression(.decimal, .literal(.decimal(-number))), start: start)
    case .float(let number): return Operand(expression: Expression(.float, .literal(.float(-number))), start: start)
    default: return try made(Expression(expression.kind, .negate(expression)), at: start)
    }
  }

  func arithmetic(_ operation: Arithmetic, _ left: Operand, _ right: Operand) throws(ExpressionError) -> Operand {
    let (a, b) = (left.expression, right.expression)
    let isSum = operation == .add || operation == .subtract
    if isSum, case .interval(let interval) = b.literal, a.kind == .date || a.kind.isTimestamp {
      let wholeDays = interval.nanoseconds % Moment.nanosecondsPerDay == 0
      let kind = a.kind == .date && !wholeDays ? .timestamp : a.kind
      return try made(Expression(kind, .shift(a, operation == .add ? interval : -interval)), at: left.start)
    }
    if isSum, a.kind == .date, b.kind == .integer {
      let node: Expression.Node = operation == .add ? .addDays(a, b) : .subtractDays(a, b)
      return try made(Expression(.date, node), at: left.start)
    }
    if operation == .subtract, a.kind == .date, b.kind == .date {
      return try made(Expression(.integer, .daysBetween(a, b)), at: left.start)
    }
    try want(left, .integer, .decimal, .float)
    try want(right, .integer, .decimal, .float)
    let kinds = [a.kind, b.kind]
    if operation == .remainder, kinds.contains(.float) { throw error("% is for exact numbers", at: left.start) }
    let kind = [Kind.float, .decimal, .integer].first(where: kinds.contains) ?? .null
    return try made(Expression(kind, .arithmetic(operation, a, b)), at: left.start)
  }
}
