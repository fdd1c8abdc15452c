import Expressions
import Masking

/// What `other` would reveal beyond `view`, sorted. Empty: `view ⊒ other` is proved, so `other` can be computed
/// from `view` (policy.md, rules 1 to 5). What cannot be proved counts as revealed.
public func revelations(of other: View, beyond view: View) -> [Revelation] {
  switch (view, other) {
  case (_, .hidden): []
  case (.hidden, .visible): [.source]
  case (.visible(let view), .visible(let other)): view.revelations(of: other)
  }
}

extension View {
  /// `self ⊒ other`: this reveals at least what `other` reveals.
  public func reveals(atLeast other: View) -> Bool { revelations(of: other, beyond: self).isEmpty }
}

extension VisibleView {
  fileprivate func revelations(of other: VisibleView) -> [Revelation] {
    let rest = maskingRevelations(of: other) + anonymityRevelations(of: other)
    return Set(rowRevelations(of: other) + columnRevelations(of: other) + rest).sorted()
  }

  /// Rule 2, and the half of rule 5 that is about rows.
  private func rowRevelations(of other: VisibleView) -> [Revelation] {
    let restricted = restrictedColumns
    let beyond = rows.filter { !Implication.implies(Array(other.rows), $0) }.map { Revelation.rows(whereNot: $0.text) }
    let told = other.rows.compactMap { predicate -> Revelation? in
      let named = predicate.columns.intersection(restricted)
      if named.isEmpty || Implication.implies(Array(rows), predicate) { return nil }
      return .presence(predicate: predicate.text, naming: named.sorted())
    }
    return beyond + told
  }

  /// Rule 3.
  private func columnRevelations(of other: VisibleView) -> [Revelation] {
    columns.flatMap { path, restrictions in
      restrictions.compactMap { restriction -> Revelation? in
        let isKept = other.columns[path, default: []].contains { candidate in
          Mask.isAtMost(candidate.mask, restriction.mask, type: nil) && candidate.covers(restriction, in: other.rows)
        }
        return isKept ? nil : .column(path, beyond: restriction.mask.text, when: restriction.when?.text)
      }
    }
  }

  /// Rule 4.
  private func anonymityRevelations(of other: VisibleView) -> [Revelation] {
    anonymity.compactMap { rule in
      let isKept = other.anonymity.contains { $0.columns == rule.columns && $0.k >= rule.k }
      return isKept ? nil : .combinations(columns: rule.columns, k: rule.k)
    }
  }

  /// The half of rule 5 that is about cells.
  private func maskingRevelations(of other: VisibleView) -> [Revelation] {
    let restricted = restrictedColumns
    return other.columns.flatMap { path, restrictions in
      restrictions.compactMap { restriction -> Revelation? in
        guard let when = restriction.when else { return nil }
        let named = when.columns.intersection(restricted)
        if named.isEmpty || columns[path]?.contains(restriction) == true { return nil }
        return .masking(column: path, when: when.text, naming: named.sorted())
      }
    }
  }
}

extension VisibleView {
  /// The same without restrictions that others imply: for people, who need not read a thing twice.
  public var withoutRedundancy: VisibleView {
    var view = self
    for predicate in rows.sorted(by: { $0.text < $1.text }) {
      if Implication.implies(Array(view.rows.subtracting([predicate])), predicate) { view.rows.remove(predicate) }
    }
    for (path, restrictions) in columns {
      for restriction in restrictions.sorted(by: { $0.mask.text < $1.mask.text }) {
        let others = (view.columns[path] ?? []).subtracting([restriction])
        let isImplied = others.contains {
          Mask.isAtMost($0.mask, restriction.mask, type: nil) && $0.covers(restriction, in: rows)
        }
        if isImplied { view.columns[path] = others }
      }
    }
    return view
  }
}

extension Restriction {
  /// Whether, in the rows that remain, this masks wherever `other` does.
  fileprivate func covers(_ other: Restriction, in rows: Set<Predicate>) -> Bool {
    when == nil || when == other.when
      || Implication.impliesMasking(rows: Array(rows), when: other.when, other: when)
  }
}
