import Columnar

extension Parser {
  /// An integer below 2^64, a decimal of up to 38 digits, or with an exponent a float.
  func number(_ text: String, at start: Int) throws(ExpressionError) -> Expression {
    if text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      guard let number = Double(text), number.isFinite else { throw error("the number is too large", at: start) }
      return Expression(.float, .literal(.float(number)))
    }
    if let number = UInt64(text) { return Expression(.integer, .literal(.integer(Int128(number)))) }
    let digits = text.utf8.count { $0 != UInt8(ascii: ".") }
    guard digits <= 38, let number = ExactDecimal(text) else { throw error("more than 38 digits", at: start) }
    return Expression(.decimal, .literal(.decimal(number)))
  }

  /// DATE, TIMESTAMP or INTERVAL with the string that is next; nil for any other name.
  mutating func typedLiteral(_ name: String) throws(ExpressionError) -> Operand? {
    let start = token.start
    let word = name.uppercased()
    guard word == "DATE" || word == "TIMESTAMP" || word == "INTERVAL" else { return nil }
    let text = try string()
    if word == "INTERVAL" { return Operand(expression: try interval(text, at: start), start: start) }
    guard let moment = Moment.parse(text), !(word == "DATE" && moment.hasTime) else {
      throw error("the string is no \(word.lowercased())", at: start)
    }
    if word == "DATE" {
      return Operand(expression: Expression(.date, .literal(.integer(Int128(moment.days)))), start: start)
    }
    let kind = moment.isUTC ? Kind.timestamptz : .timestamp
    return Operand(expression: Expression(kind, .literal(.integer(moment.nanoseconds))), start: start)
  }

  private mutating func interval(_ text: String, at start: Int) throws(ExpressionError) -> Expression {
    let unitStart = token.start
    let unit = try name().uppercased()
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
    guard (1...9).contains(digits.count), text.utf8.count <= digits.count + 1, digits.allSatisfy(Lexer.isDigit),
      let count = Int(text)
    else { throw error("an interval counts whole units, of up to nine digits", at: start) }
    guard let interval = Interval(count, unit) else { throw error("no unit \(unit)", at: unitStart) }
    return Expression(.interval, .literal(.interval(interval)))
  }

  /// The value of `@user`, `@project`, `@today` or `@now`.
  func contextValue(_ name: String) throws(ExpressionError) -> Expression {
    guard let context else { throw error("\(name) in a stored predicate") }
    switch name {
    case "@user", "@project":
      guard let user = context.user else { throw error("\(name) has no meaning without a principal") }
      if name == "@user" { return .string(user) }
      return context.project.map { .string($0) } ?? .null
    case "@today":
      let day = Int128(context.nowNanoseconds).flooredQuotientAndRemainder(dividingBy: Moment.nanosecondsPerDay)
        .quotient
      return Expression(.date, .literal(.integer(day)))
    case "@now": return Expression(.timestamptz, .literal(.integer(Int128(context.nowNanoseconds))))
    case "@groups", "@purposes", "@attribute": throw error("\(name) is a set: it stands after IN only")
    default: throw error("no \(name)")
    }
  }

  /// The members of the set whose name is next, in order.
  mutating func contextSet() throws(ExpressionError) -> [String] {
    guard case .context(let name) = token.content else { throw error("expected a set") }
    guard let context else { throw error("\(name) in a stored predicate") }
    guard context.user != nil else { throw error("\(name) has no meaning without a principal") }
    let members: Set<String>
    switch name {
    case "@groups":
      members = context.groups
      next += 1
    case "@purposes":
      members = context.purposes
      next += 1
    case "@attribute":
      next += 1
      try expect(.open)
      members = context.attributes[try string()] ?? []
      try expect(.close)
    default: throw error("\(name) is not a set")
    }
    return members.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension Interval {
  init?(_ count: Int, _ unit: String) {
    let seconds: Int
    switch unit {
    case "YEAR", "MONTH":
      self.init(months: unit == "YEAR" ? 12 * count : count, nanoseconds: 0)
      return
    case "DAY": seconds = 86_400
    case "HOUR": seconds = 3_600
    case "MINUTE": seconds = 60
    case "SECOND": seconds = 1
    default: return nil
    }
    self.init(months: 0, nanoseconds: Int128(count) * Int128(seconds) * Moment.nanosecondsPerSecond)
  }
}
