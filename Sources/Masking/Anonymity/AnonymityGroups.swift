import Columnar

/// k-anonymity over a whole dataset, of the output of its masks.
///
/// Feed every batch of rows to `add`, in order; then call `finish`; then ask `suppressed` which cells become NULL. Memory
/// is 4 bytes a row and, for each different combination of values, some 12 bytes and 9 for each column.
public struct AnonymityGroups: Sendable {
  /// The columns that batches are given of, in this order.
  public let columns: [String]
  private let policies: [Policy]
  private var combinations: Combinations
  /// The number of each row's combination: whatever becomes of one of its rows becomes of all.
  private var combinationOfRow: [UInt32] = []
  /// Rows of which a value was suppressed, known once all are.
  public private(set) var suppressedRows = 0

  struct Policy: Sendable {
    var minimum: Int
    /// Positions in `columns`.
    var positions: [Int]
  }

  /// `present`: names of the output's columns. Of policies with equal columns the highest minimum counts.
  public init(policies: [AnonymityPolicy], present: Set<String>) {
    var best: [[String]: Int] = [:]
    for policy in policies {
      let columns = policy.columns.intersection(present).sorted(by: Self.precedes)
      if !columns.isEmpty { best[columns] = max(policy.minimum, best[columns] ?? 0) }
    }
    let names = Set(best.keys.joined()).sorted(by: Self.precedes)
    columns = names
    self.policies = best.keys.sorted { $0.lexicographicallyPrecedes($1, by: Self.precedes) }.map { columns in
      Policy(minimum: best[columns] ?? 0, positions: columns.compactMap { names.firstIndex(of: $0) })
    }
    combinations = Combinations(columns: names.count)
  }

  /// In the order of their bytes, which does not depend on the language of anything.
  private static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  /// Takes note of the next batch: `columns` of equally many rows, with the output's types.
  public mutating func add(_ batch: [Column]) {
    precondition(batch.count == columns.count)
    combinations.add(batch.map { $0.identities() }, rows: batch.first?.rows ?? 0, to: &combinationOfRow)
  }

  /// Works out what is suppressed, once all batches have been added.
  ///
  /// Policies are applied in the order of their columns until none changes anything: one's NULLs may break up
  /// another's groups.
  public mutating func finish() {
    combinations.beginSuppression()
    var changed = true
    while changed {
      changed = false
      for policy in policies where GroupSuppression(policy).apply(to: &combinations) { changed = true }
      // A single policy leaves nothing for itself to do.
      if policies.count == 1 { break }
    }
    for number in 0..<combinations.count
    where columns.indices.contains(where: { combinations.isSuppressed(number, $0) }) {
      suppressedRows += Int(combinations.rows[number])
    }
  }

  /// The rows whose cells of the column at a position in `columns` become NULL: one bit a row.
  public func suppressed(_ position: Int) -> Bitmap {
    let isSuppressed = combinations.suppressed[position]
    return Bitmap(combinationOfRow.lazy.map { isSuppressed[Int($0)] })
  }
}
