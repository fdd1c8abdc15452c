import Columnar

extension Frame {
  /// The values of an expression on every slot, or one constant for all.
  func vector(of expression: Expression) throws(ExpressionError) -> Vector {
    if let literal = expression.literal { return .constant(literal) }
    if expression.isConstant {
      if case .nothing = source {
        var vector = try computed(expression)
        vector.isConstant = true
        return vector
      }
      return try Frame.nothing().vector(of: expression)
    }
    if case .one(let leaf) = expression.use, let column = try entries(ofLeaf: leaf) {
      return try column.placement.spread(try column.entries.vector(of: expression))
    }
    return try computed(expression)
  }

  /// The values of an expression that is computed in this very frame.
  func computed(_ expression: Expression) throws(ExpressionError) -> Vector {
    let kind = expression.kind
    switch expression.node {
    case .literal(let value): return .constant(value)
    case .column(let column): return try values(of: column)
    case .and, .or, .not, .compare, .isDistinct, .isNull, .isTrue, .isFalse, .like, .matches, .quantified, .sample,
      .call(.startsWith, _), .call(.endsWith, _), .call(.contains, _):
      return try outcome(of: expression).vector
    case .arithmetic(let operation, let a, let b):
      return arithmetic(operation, try vector(of: a).converted(to: kind), try vector(of: b).converted(to: kind), kind)
    case .negate(let operand): return negated(try vector(of: operand), kind)
    case .join(let a, let b): return try joined(try vector(of: a), try vector(of: b))
    case .midnight(let operand): return mapped(try vector(of: operand)) { $0 * Moment.nanosecondsPerDay }
    case .shift(let operand, let interval):
      return shifted(try vector(of: operand), by: interval, from: operand.kind, to: kind)
    case .addDays(let a, let b): return days(try vector(of: a), plus: try vector(of: b), sign: 1)
    case .subtractDays(let a, let b): return days(try vector(of: a), plus: try vector(of: b), sign: -1)
    case .daysBetween(let a, let b):
      return combined(try vector(of: a), try vector(of: b)) { (x: Int128, y: Int128) in x - y }
    case .caseWhen(let arms, let otherwise): return try branches(arms, otherwise, kind)
    case .cast(let operand, let precision, let scale):
      return cast(try vector(of: operand), from: operand.kind, to: kind, precision: precision, scale: scale)
    case .call(let function, let arguments):
      var vectors: [Vector] = []
      for argument in arguments { vectors.append(try vector(of: argument)) }
      return try called(function, vectors, arguments, kind)
    }
  }

  private func called(
    _ function: Function, _ vectors: [Vector], _ arguments: [Expression], _ kind: Kind
  ) throws(ExpressionError) -> Vector {
    let first = vectors[0]
    switch function {
    case .lower, .upper: return try cased(first, function)
    case .trim: return try texts(first) { $0.trimmed }
    case .length: return lengths(first, ofCharacters: arguments[0].kind == .string)
    case .substr: return substrings(first, vectors[1], vectors.count > 2 ? vectors[2] : nil)
    case .concat: return try concatenated(vectors)
    case .startsWith, .endsWith, .contains: return searched(function, first, vectors[1]).vector
    case .coalesce: return try coalesced(vectors, kind)
    case .nullif:
      var result = first.isConstant ? first.expanded(to: count) : first
      let equal = compared(.equal, first, vectors[1])
      result.validity = first.validity(of: count) & ~equal.isTrue
      result.faults = equal.faults
      return result
    case .abs: return magnitudes(first, kind)
    case .floor, .ceil: return whole(first, kind, up: function == .ceil)
    case .round: return rounded(first, vectors.count > 1 ? vectors[1] : .constant(.integer(0)), kind)
    case .year, .month, .day, .hour: return dateParts(function, first, isDate: arguments[0].kind == .date)
    case .dateTrunc:
      let unit = arguments[0].text(ifLiteral: .string).flatMap { DateUnit(rawValue: $0) } ?? .second
      return truncated(vectors[1], to: unit, isDate: kind == .date)
    }
  }
}

extension Expression {
  /// The value of an expression that names no column.
  var constantValue: Scalar {
    // Nothing that is read could be malformed.
    guard let vector = try? Frame.nothing().vector(of: self) else { return .null }
    return vector[0]
  }
}
