import Columnar

/// Whether values are one of a set of literals, or on one side of one.
struct LiteralTest: Sendable {
  let literals: [Literal]
  /// Nil for a set.
  let bound: NormalForm.Bound?

  init(_ expression: Expression, isOneOf literals: [Literal]) {
    self.literals = literals
    bound = nil
  }

  init(_ expression: Expression, isWithin bound: NormalForm.Bound) {
    literals = [bound.literal]
    self.bound = bound
  }

  func outcome(of expression: Expression, on frame: Frame) throws(ExpressionError) -> Outcome {
    let vector = try frame.vector(of: expression)
    var result: Outcome?
    for literal in literals {
      let one = frame.compared(bound?.comparison ?? .equal, vector, .constant(literal.scalar))
      result = result?.or(one) ?? one
    }
    return result ?? Outcome(.null, count: frame.count)
  }
}
