import Patterns

/// A typed, ground expression.
struct Expression: Sendable {
  let kind: Kind
  let node: Node
  /// Nodes on the longest way down, for a limit: evaluation recurses.
  let depth: Int
  let use: ColumnUse

  init(_ kind: Kind, _ node: Node) {
    self.kind = kind
    self.node = node
    var (depth, use) = (0, ColumnUse.none)
    if case .column(let column) = node { use = .one(column.leaf.index) }
    for child in node.children {
      depth = max(depth, child.depth)
      use = use.joined(with: child.use)
    }
    if case .quantified = node { use = .many }
    self.depth = depth + 1
    self.use = use
  }

  static let null = Expression(.null, .literal(.null))

  static func boolean(_ value: Bool) -> Expression { Expression(.boolean, .literal(.boolean(value))) }

  static func not(_ operand: Expression) -> Expression { Expression(.boolean, .not(operand)) }

  static func and(_ operands: [Expression]) -> Expression {
    Expression(.boolean, .and(operands.flatMap { if case .and(let inner) = $0.node { inner } else { [$0] } }))
  }

  static func or(_ operands: [Expression]) -> Expression {
    Expression(.boolean, .or(operands.flatMap { if case .or(let inner) = $0.node { inner } else { [$0] } }))
  }

  var literal: Scalar? {
    if case .literal(let value) = node { value } else { nil }
  }

  /// Names neither a column nor a sample: has one value whatever the row.
  var isConstant: Bool { use == .none }
}

/// Which columns an expression needs: what is over one flat column is evaluated on its distinct values.
enum ColumnUse: Equatable, Sendable {
  case none
  /// The index of a leaf.
  case one(Int)
  case many

  func joined(with other: ColumnUse) -> ColumnUse {
    if self == .none || self == other { return other }
    return other == .none ? self : .many
  }
}

extension Expression {
  indirect enum Node: Sendable {
    case literal(Scalar)
    case column(ColumnReference)
    case and([Expression])
    case or([Expression])
    case not(Expression)
    case compare(Comparison, Expression, Expression)
    case isDistinct(Expression, Expression)
    case isNull(Expression)
    case isTrue(Expression)
    case isFalse(Expression)
    case like(Expression, LikePattern)
    case matches(Expression, RegularExpression)
    case arithmetic(Arithmetic, Expression, Expression)
    case negate(Expression)
    /// `||`, NULL where one of the two is.
    case join(Expression, Expression)
    /// A date as the timestamp of its start.
    case midnight(Expression)
    case shift(Expression, Interval)
    case addDays(Expression, Expression)
    case subtractDays(Expression, Expression)
    case daysBetween(Expression, Expression)
    case caseWhen([Arm], otherwise: Expression)
    /// Precision and scale count where the target is a decimal.
    case cast(Expression, precision: Int, scale: Int)
    case call(Function, [Expression])
    case quantified(Quantifier, Expression, list: [String])
    case sample(Sample)
  }

  struct Arm: Sendable {
    var condition: Expression
    var value: Expression
  }
}

extension Expression.Node {
  var children: [Expression] {
    switch self {
    case .literal, .column: []
    case .and(let all), .or(let all), .call(_, let all): all
    case .not(let a), .isNull(let a), .isTrue(let a), .isFalse(let a), .like(let a, _), .matches(let a, _),
      .negate(let a),
      .midnight(let a), .shift(let a, _), .cast(let a, _, _), .quantified(_, let a, _):
      [a]
    case .compare(_, let a, let b), .isDistinct(let a, let b), .arithmetic(_, let a, let b), .join(let a, let b),
      .addDays(let a, let b), .subtractDays(let a, let b), .daysBetween(let a, let b):
      [a, b]
    case .caseWhen(let arms, let otherwise): arms.flatMap { [$0.condition, $0.value] } + [otherwise]
    case .sample(let sample): [sample.column]
    }
  }
}
