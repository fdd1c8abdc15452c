import Columnar

extension Parser {
  /// `sample(percent, column, 'identity')`, which stands in stored predicates only; the name and the parenthesis have been read.
  mutating func storedSample(at start: Int) throws(ExpressionError) -> Operand {
    guard case .number(let percent) = token.content else { throw error("expected a percentage") }
    next += 1
    try expect(.comma)
    let column = try atom()
    try expect(.comma)
    let identity = try string()
    try expect(.close)
    guard let sample = Sample(of: column.expression, percent: percent, identity: identity, draw: nil) else {
      throw error("a sample is a percentage of a single column", at: start)
    }
    return try made(Expression(.boolean, .sample(sample)), at: start)
  }
}

extension Sample {
  /// Nil unless the expression is a column outside lists and the percentage one from 0 to 100.
  init?(of column: Expression, percent: String, identity: String, draw: (any SampleDraw)?) {
    guard case .column(let reference) = column.node, reference.listDepth == nil,
      let percent = ExactDecimal(percent)?.tidy,
      percent >= .zero, percent <= ExactDecimal(100), percent.scale <= 15
    else { return nil }
    self.init(column: column, leaf: reference.leaf, percent: percent, identity: identity, draw: draw)
  }
}
