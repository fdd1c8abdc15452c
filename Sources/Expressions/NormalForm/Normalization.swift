extension NormalForm {
  /// The normal form of a typed, ground predicate.
  init(_ expression: Expression) {
    self = Self.constant(of: expression) ?? Self.form(of: expression)
  }

  private static func constant(of expression: Expression) -> NormalForm? {
    guard expression.isConstant else { return nil }
    switch expression.constantValue {
    case .boolean(let value): return .constant(value ? .true : .false)
    default: return .constant(.null)
    }
  }

  private static func form(of expression: Expression) -> NormalForm {
    switch expression.node {
    case .and(let operands): return .combined(operands.map(NormalForm.init), by: .and)
    case .or(let operands): return .combined(operands.map(NormalForm.init), by: .or)
    case .not(let operand): return NormalForm(operand).negated
    case .column: return .membership(Term(expression), [.true], isNegated: false)
    case .isNull(let operand): return .isNull(Term(operand), isNegated: false)
    case .sample(let sample): return .sample(SampleTerm(sample), isNegated: false)
    case .compare(let comparison, let a, let b):
      if b.isConstant { return form(of: comparison, a, constant: b) }
      if a.isConstant { return form(of: comparison.flipped, b, constant: a) }
      return .opaque(Term(expression), isNegated: false)
    default: return .opaque(Term(expression), isNegated: false)
    }
  }

  private static func form(of comparison: Comparison, _ operand: Expression, constant: Expression) -> NormalForm {
    guard let literal = Literal(constant.constantValue, constant.kind) else { return .constant(.null) }
    let term = Term(operand)
    switch comparison {
    case .equal: return .membership(term, [literal], isNegated: false)
    case .notEqual where literal == .true: return .membership(term, [.false], isNegated: false)
    case .notEqual where literal == .false: return .membership(term, [.true], isNegated: false)
    case .notEqual: return .membership(term, [literal], isNegated: true)
    case .less, .lessOrEqual:
      return .bound(term, Bound(isLower: false, isStrict: comparison == .less, literal: literal))
    case .greater, .greaterOrEqual:
      return .bound(term, Bound(isLower: true, isStrict: comparison == .greater, literal: literal))
    }
  }
}
