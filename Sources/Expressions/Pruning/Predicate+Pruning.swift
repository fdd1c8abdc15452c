import Columnar

extension Predicate {
  /// Whether the predicate may be TRUE on some row of a run that statistics speak about, by the index of the leaf.
  ///
  /// False only where the statistics, if they are right, rule it out: what they say may drop rows, never admit them.
  public func mightMatch(_ bounds: [Int: ColumnBounds]) -> Bool { normalForm.mightBeTrue(bounds) }
}

extension NormalForm {
  fileprivate func mightBeTrue(_ bounds: [Int: ColumnBounds]) -> Bool {
    switch self {
    case .constant(let truth): return truth == .true
    case .and(let parts): return parts.allSatisfy { $0.mightBeTrue(bounds) }
    case .or(let parts): return parts.contains { $0.mightBeTrue(bounds) }
    case .membership(let term, let literals, let isNegated):
      guard let known = term.bounds(in: bounds) else { return true }
      return isNegated ? known.mayBe(noneOf: literals) : known.mayBe(oneOf: literals)
    case .bound(let term, let bound): return term.bounds(in: bounds)?.mayBe(within: bound) ?? true
    case .isNull(let term, let isNegated):
      guard let known = term.bounds(in: bounds) else { return true }
      return isNegated ? known.mayBeValue : known.mayBeNull
    case .sample, .opaque: return true
    }
  }
}

extension Term {
  /// What is known of a bare column.
  fileprivate func bounds(in bounds: [Int: ColumnBounds]) -> LiteralBounds? {
    guard case .column(let column) = expression.node, let own = bounds[column.leaf.index] else { return nil }
    return LiteralBounds(own, of: column)
  }
}
