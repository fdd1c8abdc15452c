import Columnar

/// Whether values are one of a set of literals, or on one side of one: made ready for each form values come in.
struct LiteralTest: Sendable {
  /// On the values of an expression.
  private enum Form: Sendable {
    case integers(IntegerRanges<Int128>)
    case floats(FloatRanges<Double>)
    case bytes(ByteTest)
    case booleans(whenTrue: Bool, whenFalse: Bool)
    /// Compared one by one with each literal.
    case literals
  }

  private let literals: [Literal]
  /// Nil for a set.
  private let bound: NormalForm.Bound?
  private let form: Form
  /// On the values of a column as they are stored; nil for what is no bare column.
  private let stored: StoredTest?

  init(_ expression: Expression, isOneOf literals: [Literal]) { self.init(expression, literals, nil) }

  init(_ expression: Expression, isWithin bound: NormalForm.Bound) { self.init(expression, [bound.literal], bound) }

  private init(_ expression: Expression, _ literals: [Literal], _ bound: NormalForm.Bound?) {
    self.literals = literals
    self.bound = bound
    switch expression.kind {
    case .integer: form = .integers(IntegerRanges(.integer, literals, bound))
    case .date, .time, .timestamp, .timestamptz: form = .integers(IntegerRanges(.counts(1), literals, bound))
    case .float: form = FloatRanges(literals, bound).map { .floats($0) } ?? .literals
    case .string, .binary, .uuid: form = .bytes(ByteTest(literals, bound))
    case .boolean:
      func holds(_ value: Literal) -> Bool { bound?.admits(value) ?? literals.contains(value) }
      form = .booleans(whenTrue: holds(.true), whenFalse: holds(.false))
    case .decimal, .interval, .null: form = .literals
    }
    if case .column(let column) = expression.node {
      stored = StoredTest(column.leaf.type, literals, bound)
    } else {
      stored = nil
    }
  }

  func outcome(of expression: Expression, on frame: Frame) throws(ExpressionError) -> Outcome {
    if let stored, case .column(let column) = expression.node, case .entries(let entries) = frame.source {
      try frame.check(entries.leaf, column)
      if var holds = stored.holds(entries.values) {
        guard entries.hasNull else { return Outcome(isTrue: holds) }
        var isNull = Bitmap(repeating: false, count: holds.count)
        holds.append(false)
        isNull.append(true)
        return Outcome(isTrue: holds, isNull: isNull)
      }
    }
    let vector = try frame.vector(of: expression)
    guard let holds = holds(vector) else { return compared(vector, on: frame) }
    return Outcome(
      Vector(content: .boolean(holds), validity: vector.validity, faults: vector.faults), count: frame.count)
  }

  private func holds(_ vector: Vector) -> Bitmap? {
    if vector.isConstant { return nil }
    switch (form, vector.content) {
    case (.integers(let ranges), .integers(let numbers)): return ranges.holds(numbers)
    case (.floats(let ranges), .floats(let numbers)): return ranges.holds(numbers)
    case (.bytes(let test), .bytes(let strings)): return test.holds(strings)
    case (.booleans(let whenTrue, let whenFalse), .boolean(let values)):
      let all = Bitmap(repeating: true, count: values.count)
      return (whenTrue ? values : ~all) | (whenFalse ? ~values : ~all)
    default: return nil
    }
  }

  private func compared(_ vector: Vector, on frame: Frame) -> Outcome {
    var result: Outcome?
    for literal in literals {
      let one = frame.compared(bound?.comparison ?? .equal, vector, .constant(literal.scalar))
      result = result?.or(one) ?? one
    }
    return result ?? Outcome(.null, count: frame.count)
  }
}
