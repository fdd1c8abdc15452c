import Columnar
import Expressions

/// The predicates of a job: which rows remain, and the conditions of cell masks. Each distinct one is evaluated once.
struct Conditions: Sendable {
  let filters: [Predicate]
  let whens: [Predicate]
  /// The leaves they name.
  let leaves: [Leaf]

  init(filters: [Predicate], whens: [Predicate], schema: Schema) {
    self.filters = filters
    self.whens = whens
    let named = Set((filters + whens).flatMap(\.leaves).map(\.index))
    leaves = schema.leaves.filter { named.contains($0.index) }
  }

  var isEmpty: Bool { filters.isEmpty && whens.isEmpty }
}

/// What the conditions say of the rows of one input row group.
struct RowVerdict: Sendable {
  /// Rows that remain; nil: all.
  var selection: Bitmap?
  /// For each cell condition, the rows where it is not FALSE.
  var masked: [Bitmap]
  /// Rows that remain of leaves, by their number, as far as they are kept.
  var kept: [Int: KeptRows] = [:]
  /// Values that became NULL by a fault: overflow, division by zero, a failed cast.
  var faults: Int

  /// All rows remain and nothing hangs on a condition.
  static let none = RowVerdict(selection: nil, masked: [], faults: 0)
}
