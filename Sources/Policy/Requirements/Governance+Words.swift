import Columnar

extension Governance {
  /// What a requirement asks for, in words: `customers.email in the clear and the rows region = 'US' of customers`.
  ///
  /// Only what policies restrict is named: of all else everybody who sees the source sees the same.
  public func words(for requirement: Requirement) -> String {
    var parts: [String] = []
    for required in requirement.views {
      for part in words(for: required) where !parts.contains(part) { parts.append(part) }
    }
    let seen = Self.enumeration(parts)
    if requirement.purposes.isEmpty { return "sees \(seen)" }
    return "sees \(seen), acting under \(Self.enumeration(requirement.purposes.sorted()))"
  }

  private func words(for required: RequiredView) -> [String] {
    guard let visible = required.view.visible?.withoutRedundancy else {
      return ["\(required.source), which nobody does"]
    }
    guard var source = sources[required.source] else { return ["\(required.source), which is gone"] }
    source.schema = required.schema
    var parts = columnWords(visible, of: source)
    let rows = visible.rows.map(\.text).sorted()
    if !rows.isEmpty {
      parts.append("the rows \(rows.joined(separator: " and ")) of \(source.name)")
    } else if hasRowPolicies(source) {
      parts.append("all rows of \(source.name)")
    }
    for rule in visible.anonymity.sorted(by: { $0.columns.lexicographicallyPrecedes($1.columns) }) {
      parts.append("\(rule.k)-anonymous \(rule.columns.joined(separator: ", ")) of \(source.name)")
    }
    return parts.isEmpty ? [source.name] : parts
  }

  /// The columns that some policy masks for somebody, and how much of each has to be seen.
  private func columnWords(_ view: VisibleView, of source: Source) -> [String] {
    let sensitive = restrictedLeaves(of: source)
    return source.schema.leaves.filter { sensitive.contains($0.shortPath) }.compactMap { leaf in
      let name = "\(source.name).\(leaf.shortPath)"
      guard let restrictions = view.columns[leaf.shortPath] else { return "\(name) in the clear" }
      // What shows nothing at all asks for nothing.
      if restrictions.contains(where: { $0.when == nil && $0.mask.isBottom }) { return nil }
      let masks = restrictions.map { $0.mask.text + ($0.when.map { " where \($0.text)" } ?? "") }.sorted()
      let isMaskedThroughout = restrictions.contains { $0.when == nil }
      return "\(name) " + (isMaskedThroughout ? "as " : "in the clear but for ") + masks.joined(separator: " with ")
    }
  }

  private func restrictedLeaves(of source: Source) -> Set<String> {
    var paths: Set<String> = []
    for rule in sortedRules {
      switch rule.kind {
      case .column, .cell: paths.formUnion((rule.target.leaves(of: source) ?? []).map(\.shortPath))
      case .access, .row, .anonymity: continue
      }
    }
    return paths
  }

  private func hasRowPolicies(_ source: Source) -> Bool {
    sortedRules.contains { rule in
      if case .row = rule.kind { rule.target.leaves(of: source) != nil } else { false }
    }
  }

  /// `a, b and c`.
  private static func enumeration(_ parts: [String]) -> String {
    guard let last = parts.last else { return "" }
    return parts.count == 1 ? last : parts.dropLast().joined(separator: ", ") + " and " + last
  }
}
