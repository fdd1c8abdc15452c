extension Parser {
  /// or := and (OR and)*
  mutating func disjunction() throws(ExpressionError) -> Operand {
    let first = try conjunction()
    guard peek(.or) else { return first }
    var operands = [try condition(first)]
    while accept(.or) { operands.append(try condition(try conjunction())) }
    return try made(.or(operands), at: first.start)
  }

  /// and := not (AND not)*
  private mutating func conjunction() throws(ExpressionError) -> Operand {
    let first = try negation()
    guard peek(.and) else { return first }
    var operands = [try condition(first)]
    while accept(.and) { operands.append(try condition(try negation())) }
    return try made(.and(operands), at: first.start)
  }

  /// not := NOT not | compare
  private mutating func negation() throws(ExpressionError) -> Operand {
    let start = token.start
    guard accept(.not) else { return try comparison() }
    let operand = try nested { parser throws(ExpressionError) in try parser.negation() }
    return try made(.not(try condition(operand)), at: start)
  }

  private mutating func comparison() throws(ExpressionError) -> Operand {
    let left = try sum()
    if let comparison = acceptComparison() { return try compare(comparison, left, try sum()) }
    if accept(.is) { return try test(left) }
    let isNegated = accept(.not)
    let result: Operand
    if accept(.in) {
      result = try membership(left)
    } else if accept(.between) {
      let low = try sum()
      try expect(.and)
      let high = try sum()
      let bounds = [try compare(.greaterOrEqual, left, low), try compare(.lessOrEqual, left, high)]
      result = try made(.and(bounds.map(\.expression)), at: left.start)
    } else if peek(.like, .ilike) {
      result = try like(left)
    } else if isNegated {
      throw error("expected IN, BETWEEN or LIKE")
    } else {
      return left
    }
    return isNegated ? try made(.not(result.expression), at: left.start) : result
  }

  private mutating func acceptComparison() -> Comparison? {
    guard case .mark(let mark) = token.content else { return nil }
    let comparison = mark == .otherNotEqual ? .notEqual : Comparison(rawValue: mark.rawValue)
    if comparison != nil { next += 1 }
    return comparison
  }

  /// What follows IS.
  private mutating func test(_ left: Operand) throws(ExpressionError) -> Operand {
    let isNegated = accept(.not)
    let result: Expression
    if accept(.null) {
      try refuseInterval(left)
      result = Expression(.boolean, .isNull(left.expression))
    } else if accept(.true) {
      result = Expression(.boolean, .isTrue(try condition(left)))
    } else if accept(.false) {
      result = Expression(.boolean, .isFalse(try condition(left)))
    } else {
      try expect(.distinct)
      try expect(.from)
      let (a, b) = try unified(left, try sum())
      result = Expression(.boolean, .isDistinct(a, b))
    }
    return try made(isNegated ? .not(result) : result, at: left.start)
  }

  /// What follows IN.
  private mutating func membership(_ left: Operand) throws(ExpressionError) -> Operand {
    var items: [Operand] = []
    if case .context = token.content {
      let start = token.start
      items = try contextSet().map { Operand(expression: .string($0), start: start) }
      if items.isEmpty { return try made(.boolean(false), at: left.start) }
    } else {
      try expect(.open)
      repeat { items.append(try sum()) } while accept(.comma)
      try expect(.close)
    }
    var comparisons: [Expression] = []
    for item in items { comparisons.append(try compare(.equal, left, item).expression) }
    return try made(comparisons.count == 1 ? comparisons[0] : .or(comparisons), at: left.start)
  }

  private mutating func like(_ left: Operand) throws(ExpressionError) -> Operand {
    try want(left, .string)
    let foldsCase = accept(.ilike)
    if !foldsCase { try expect(.like) }
    let start = token.start
    let pattern = try string()
    var escape: Unicode.Scalar? = "\\"
    if !foldsCase, accept(.escape) {
      let escapeStart = token.start
      let characters = try string().unicodeScalars
      guard characters.count <= 1 else { throw error("an escape is one character", at: escapeStart) }
      escape = characters.first
    }
    guard let compiled = LikePattern(pattern, escape: escape, foldsCase: foldsCase) else {
      throw error("the pattern ends in its escape", at: start)
    }
    return try made(Expression(.boolean, .like(left.expression, compiled)), at: left.start)
  }
}
