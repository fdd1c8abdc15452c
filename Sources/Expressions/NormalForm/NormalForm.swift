import Columnar

/// TRUE, FALSE or NULL.
public enum Truth: Hashable, Sendable {
  case `true`, `false`, null
}

/// An expression that normal forms take as it is, known by its text.
public struct Term: Hashable, Sendable {
  public let text: String
  let expression: Expression

  init(_ expression: Expression) {
    self.expression = expression
    text = expression.text
  }

  public static func == (a: Term, b: Term) -> Bool { sameName(a.text, b.text) }

  public func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

/// A share of the values of a column, chosen by a keyed draw.
public struct SampleTerm: Hashable, Sendable {
  let column: Term
  let sample: Sample

  init(_ sample: Sample) {
    column = Term(sample.column)
    self.sample = sample
  }

  /// The same column and the same key: the larger share then holds the smaller.
  func draws(like other: SampleTerm) -> Bool {
    column == other.column && sameName(sample.identity, other.sample.identity)
  }

  public static func == (a: SampleTerm, b: SampleTerm) -> Bool {
    a.draws(like: b) && a.sample.percent == b.sample.percent
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(column)
    hasher.combine(sample.percent)
  }
}

/// A predicate in the form that is printed, compared and proved with: NOT at the leaves, AND and OR flattened, sorted by
/// text and without repetition, comparisons with constants as sets and bounds.
///
/// It has the same three values as the predicate on every row.
public indirect enum NormalForm: Hashable, Sendable {
  case constant(Truth)
  case and([NormalForm])
  case or([NormalForm])
  /// `term [NOT] IN (literals)`, which ascend.
  case membership(Term, [Literal], isNegated: Bool)
  case bound(Term, Bound)
  case isNull(Term, isNegated: Bool)
  case sample(SampleTerm, isNegated: Bool)
  case opaque(Term, isNegated: Bool)

  /// One side of an interval.
  public struct Bound: Hashable, Sendable {
    /// Whether values are above it rather than below.
    let isLower: Bool
    /// Whether the literal itself is out.
    let isStrict: Bool
    let literal: Literal

    var comparison: Comparison {
      switch (isLower, isStrict) {
      case (true, true): .greater
      case (true, false): .greaterOrEqual
      case (false, true): .less
      case (false, false): .lessOrEqual
      }
    }

    var negated: Bound { Bound(isLower: !isLower, isStrict: !isStrict, literal: literal) }
  }
}

extension NormalForm {
  /// NOT, pushed to the leaves.
  var negated: NormalForm {
    switch self {
    case .constant(.true): .constant(.false)
    case .constant(.false): .constant(.true)
    case .constant(.null): self
    case .and(let parts): .combined(parts.map(\.negated), by: .or)
    case .or(let parts): .combined(parts.map(\.negated), by: .and)
    case .membership(let term, [.true], isNegated: false): .membership(term, [.false], isNegated: false)
    case .membership(let term, [.false], isNegated: false): .membership(term, [.true], isNegated: false)
    case .membership(let term, let literals, let isNegated): .membership(term, literals, isNegated: !isNegated)
    case .bound(let term, let bound): .bound(term, bound.negated)
    case .isNull(let term, let isNegated): .isNull(term, isNegated: !isNegated)
    case .sample(let sample, let isNegated): .sample(sample, isNegated: !isNegated)
    case .opaque(let term, let isNegated): .opaque(term, isNegated: !isNegated)
    }
  }

  enum Connective {
    case and, or
  }

  /// AND or OR of forms, in order and without repetition.
  static func combined(_ parts: [NormalForm], by connective: Connective) -> NormalForm {
    let (unit, zero): (Truth, Truth) = connective == .and ? (.true, .false) : (.false, .true)
    var found: Set<NormalForm> = []
    var sets: [Term: Set<Literal>] = [:]
    for part in parts.flatMap({ $0.parts(of: connective) }) {
      switch part {
      case .constant(zero): return .constant(zero)
      case .constant(unit): break
      case .membership(let term, let literals, let isNegated) where isNegated == (connective == .and):
        // x IN A OR x IN B; x NOT IN A AND x NOT IN B
        sets[term, default: []].formUnion(literals)
      default: found.insert(part)
      }
    }
    for (term, literals) in sets {
      found.insert(.membership(term, literals.sorted(), isNegated: connective == .and))
    }
    if found.count <= 1 { return found.first ?? .constant(unit) }
    let sorted = found.map { (form: $0, text: Array($0.text.utf8)) }
      .sorted { $0.text.lexicographicallyPrecedes($1.text) }.map(\.form)
    return connective == .and ? .and(sorted) : .or(sorted)
  }

  private func parts(of connective: Connective) -> [NormalForm] {
    switch (self, connective) {
    case (.and(let parts), .and), (.or(let parts), .or): parts
    default: [self]
    }
  }
}
