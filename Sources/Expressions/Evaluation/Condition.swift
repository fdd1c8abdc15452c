import Columnar

/// A normal form made ready to be evaluated: literals in the form that kernels want, the cheaper parts first.
struct Condition: Sendable {
  indirect enum Node: Sendable {
    case constant(Truth)
    case and([Condition])
    case or([Condition])
    case test(Expression, LiteralTest, isNegated: Bool)
    case isNull(Expression, isNegated: Bool)
    case sample(Sample, isNegated: Bool)
    case quantified(Quantifier, Condition, body: Expression, list: [String], isNegated: Bool)
    case expression(Expression, isNegated: Bool)
  }

  let node: Node
  let use: ColumnUse
  /// Roughly what a row costs, in comparisons of numbers.
  let cost: Int

  init(_ form: NormalForm) {
    switch form {
    case .constant(let truth): self.init(.constant(truth), use: .none, cost: 0)
    case .and(let parts): self.init(parts.map(Condition.init), Node.and)
    case .or(let parts): self.init(parts.map(Condition.init), Node.or)
    case .membership(let term, let literals, let isNegated):
      self.init(term.expression, LiteralTest(term.expression, isOneOf: literals), isNegated: isNegated)
    case .bound(let term, let bound):
      self.init(term.expression, LiteralTest(term.expression, isWithin: bound), isNegated: false)
    case .isNull(let term, let isNegated):
      let expression = term.expression
      self.init(.isNull(expression, isNegated: isNegated), use: expression.use, cost: expression.cost)
    case .sample(let sample, let isNegated):
      let sample = sample.sample
      self.init(.sample(sample, isNegated: isNegated), use: sample.column.use, cost: 50)
    case .opaque(let term, let isNegated):
      let expression = term.expression
      if case .quantified(let quantifier, let body, let list) = expression.node {
        let node = Node.quantified(
          quantifier, Condition(NormalForm(body)), body: body, list: list, isNegated: isNegated)
        self.init(node, use: .many, cost: 4 + expression.cost)
      } else {
        self.init(.expression(expression, isNegated: isNegated), use: expression.use, cost: expression.cost)
      }
    }
  }

  private init(_ node: Node, use: ColumnUse, cost: Int) {
    self.node = node
    self.use = use
    self.cost = cost
  }

  private init(_ parts: [Condition], _ node: ([Condition]) -> Node) {
    // Parts over the same column stand together: they are evaluated on its distinct values in one go.
    var groups: [(use: ColumnUse, parts: [Condition])] = []
    for part in parts {
      if case .one = part.use, let index = groups.firstIndex(where: { $0.use == part.use }) {
        groups[index].parts.append(part)
      } else {
        groups.append((part.use, [part]))
      }
    }
    let joined = groups.map { group in
      group.parts.count == 1 || groups.count == 1
        ? group.parts
        : [Condition(node(group.parts.byCost), use: group.use, cost: group.parts.totalCost)]
    }.flatMap { $0 }
    let use = parts.reduce(ColumnUse.none) { $0.joined(with: $1.use) }
    self.init(node(joined.byCost), use: use, cost: parts.totalCost)
  }

  private init(_ expression: Expression, _ test: LiteralTest, isNegated: Bool) {
    let cost = expression.cost + (expression.kind == .string ? 3 : 1)
    self.init(.test(expression, test, isNegated: isNegated), use: expression.use, cost: cost)
  }
}

extension [Condition] {
  /// The cheapest first; those of equal cost as they stand.
  fileprivate var byCost: [Condition] {
    enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element)
  }

  fileprivate var totalCost: Int { reduce(0) { $0 + $1.cost } }
}

extension Expression {
  /// Roughly what a row costs, in comparisons of numbers.
  fileprivate var cost: Int {
    let own =
      switch node {
      case .literal, .column: 0
      case .and, .or, .not, .isNull, .isTrue, .isFalse: 1
      case .compare, .isDistinct, .arithmetic, .negate, .midnight, .shift, .addDays, .subtractDays, .daysBetween: 5
      case .caseWhen, .call, .join, .cast: 20
      case .like: 30
      case .matches: 100
      case .quantified, .sample: 50
      }
    return node.children.reduce(own) { $0 + $1.cost }
  }
}
