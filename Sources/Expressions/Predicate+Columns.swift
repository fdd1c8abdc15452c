import Columnar

extension Predicate {
  /// Short paths of the leaves that the normal form names. Those of a sample tell nothing and do not count.
  public var columns: Set<String> { Set(normalForm.leaves(includingSamples: false).map(\.shortPath)) }
}

extension NormalForm {
  /// The leaves that the form names, by their indices.
  func leaves(includingSamples: Bool) -> [Leaf] {
    var found: [Int: Leaf] = [:]
    visitColumns(includingSamples: includingSamples) { found[$0.index] = $0 }
    return found.values.sorted { $0.index < $1.index }
  }

  private func visitColumns(includingSamples: Bool, _ visit: (Leaf) -> Void) {
    switch self {
    case .constant: break
    case .and(let parts), .or(let parts):
      for part in parts { part.visitColumns(includingSamples: includingSamples, visit) }
    case .membership(let term, _, _), .bound(let term, _), .isNull(let term, _), .opaque(let term, _):
      term.expression.visitColumns(visit)
    case .sample(let sample, _): if includingSamples { visit(sample.sample.leaf) }
    }
  }
}

extension Expression {
  fileprivate func visitColumns(_ visit: (Leaf) -> Void) {
    if case .column(let column) = node { visit(column.leaf) }
    for child in node.children { child.visitColumns(visit) }
  }
}
