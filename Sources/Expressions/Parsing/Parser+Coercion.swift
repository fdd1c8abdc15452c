import Columnar

extension Parser {
  func compare(_ comparison: Comparison, _ left: Operand, _ right: Operand) throws(ExpressionError) -> Operand {
    let (a, b) = try unified(left, right)
    return try made(Expression(.boolean, .compare(comparison, a, b)), at: left.start)
  }

  /// Two operands of one comparison, of types that compare: a string literal becomes what the other side is,
  /// a date against a timestamp its midnight.
  func unified(_ left: Operand, _ right: Operand) throws(ExpressionError) -> (Expression, Expression) {
    let (a, b) = (left.expression, right.expression)
    if a.kind == .interval || b.kind == .interval { throw error("intervals do not compare", at: left.start) }
    if a.kind == .null || b.kind == .null || a.kind == b.kind || a.kind.isNumber && b.kind.isNumber { return (a, b) }
    if let coerced = try coerced(left, to: b.kind) { return (coerced, b) }
    if let coerced = try coerced(right, to: a.kind) { return (a, coerced) }
    throw error("\(a.kind.rawValue) and \(b.kind.rawValue) do not compare", at: left.start)
  }

  private func coerced(_ operand: Operand, to kind: Kind) throws(ExpressionError) -> Expression? {
    let expression = operand.expression
    if expression.kind == .string, case .bytes(let text) = expression.literal {
      guard kind == .date || kind == .time || kind == .uuid || kind.isTimestamp else { return nil }
      guard let value = Self.parse(text[...], as: kind) else {
        throw error("the string is no \(kind.rawValue)", at: operand.start)
      }
      return Expression(kind, .literal(value))
    }
    guard expression.kind == .date, kind.isTimestamp else { return nil }
    if case .integer(let days) = expression.literal {
      return Expression(kind, .literal(.integer(days * Moment.nanosecondsPerDay)))
    }
    return try made(Expression(kind, .midnight(expression)), at: operand.start).expression
  }

  /// A string literal as a date, time, timestamp or UUID, nil where it is none.
  private static func parse(_ text: ArraySlice<UInt8>, as kind: Kind) -> Scalar? {
    switch kind {
    case .time: return Moment.parseTime(utf8: text).map { .integer(Int128($0)) }
    case .uuid: return uuid(text).map { .bytes($0) }
    default:
      guard let moment = Moment.parse(utf8: text) else { return nil }
      switch kind {
      case .date: return moment.hasTime ? nil : .integer(Int128(moment.days))
      case .timestamp: return moment.isUTC ? nil : .integer(moment.nanoseconds)
      default: return .integer(moment.nanoseconds)
      }
    }
  }

  /// 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
  private static func uuid(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let groups = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard groups.map(\.count) == [8, 4, 4, 4, 12] else { return nil }
    return bytes(hexadecimal: groups.joined())
  }

  /// Nil for an odd number of digits or what is none.
  static func bytes(hexadecimal digits: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in digits {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
      default: return nil
      }
      if let first = high { bytes.append(first << 4 | value) }
      high = high == nil ? value : nil
    }
    return high == nil ? bytes : nil
  }

  /// The type that values of several branches have together.
  func common(_ branches: [Operand]) throws(ExpressionError) -> Kind {
    for branch in branches { try refuseInterval(branch) }
    let kinds = Set(branches.map(\.kind)).subtracting([.null])
    guard let first = kinds.first else { return .null }
    if kinds.count == 1 { return first }
    if kinds.allSatisfy(\.isNumber) { return kinds.contains(.float) ? .float : .decimal }
    let names = kinds.map(\.rawValue).sorted().joined(separator: ", ")
    throw error("branches of types \(names)", at: branches[0].start)
  }

  func refuseInterval(_ operand: Operand) throws(ExpressionError) {
    if operand.kind == .interval { throw error("an interval is only added and subtracted", at: operand.start) }
  }
}

extension Expression {
  static func string(_ text: String) -> Expression { Expression(.string, .literal(.bytes(Array(text.utf8)))) }
}
