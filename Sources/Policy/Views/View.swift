import Columnar
import Expressions
import Masking

/// A mask and the rows in which it masks: all of them, or those where a predicate is not FALSE.
public struct Restriction: Hashable, Sendable {
  /// Nil: always.
  public var when: Predicate?
  public var mask: Mask

  public init(when: Predicate? = nil, mask: Mask) {
    self.when = when
    self.mask = mask
  }
}

/// Combinations of values that fewer than `k` rows share are suppressed.
public struct AnonymityRule: Hashable, Sendable {
  public var k: Int
  /// Short paths, sorted, none twice.
  public var columns: [String]

  public init(k: Int, columns: some Sequence<String>) {
    self.k = k
    self.columns = Set(columns).sorted()
  }
}

/// What a context sees of a source it may see: a set of restrictions. The more of them, the less is seen.
public struct VisibleView: Hashable, Sendable {
  /// Rows remain where all of these are TRUE.
  public var rows: Set<Predicate>
  /// Restrictions by the leaf's short path; no entry is empty.
  public var columns: [String: Set<Restriction>]
  public var anonymity: Set<AnonymityRule>

  public init(
    rows: Set<Predicate> = [], columns: [String: Set<Restriction>] = [:], anonymity: Set<AnonymityRule> = []
  ) {
    self.rows = rows
    self.columns = columns.filter { !$0.value.isEmpty }
    self.anonymity = anonymity
  }

  /// Columns of which not every value is shown as it is.
  public var restrictedColumns: Set<String> {
    anonymity.reduce(into: Set(columns.keys)) { $0.formUnion($1.columns) }
  }

  /// The restrictions of both.
  public func union(_ other: VisibleView) -> VisibleView {
    VisibleView(
      rows: rows.union(other.rows), columns: columns.merging(other.columns) { $0.union($1) },
      anonymity: anonymity.union(other.anonymity))
  }
}

/// All that a context sees of a source (policy.md, "Views").
public enum View: Hashable, Sendable {
  case hidden(HiddenReason)
  case visible(VisibleView)

  public var visible: VisibleView? { if case .visible(let view) = self { view } else { nil } }

  public var isHidden: Bool { visible == nil }
}
