import Columnar

/// k-anonymity over a whole dataset, in two passes over the output of its masks.
///
/// Feed every batch of rows to `add`, in any order; then call `finish`; then ask `suppressed` which cells of a
/// batch become NULL. Memory grows with the distinct combinations of values, not with the rows.
public struct AnonymityGroups: Sendable {
  /// The columns that batches are given of, in this order.
  public let columns: [String]
  private let policies: [Policy]
  /// The texts of each column's values. A value's identity is its number here plus 1; NULL is 0.
  private var values: [InternTable]
  /// Combinations of identities, one for each of `columns`, 4 bytes each.
  private var combinations = InternTable()
  private var profiles: [Profile] = []
  /// Rows of which a value was suppressed, known once all are.
  public private(set) var suppressedRows = 0

  struct Policy: Sendable {
    var minimum: Int
    /// Positions in `columns`.
    var positions: [Int]
  }

  /// All rows of one combination: whatever becomes of one becomes of all.
  struct Profile: Sendable {
    /// For each column the value's identity, 0 for NULL and once it is suppressed.
    var identities: [UInt32]
    var rows: Int
    var firstRow: UInt64
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
    values = [InternTable](repeating: InternTable(), count: names.count)
  }

  /// In the order of their bytes, which does not depend on the language of anything.
  private static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  /// Takes note of a batch: `columns` of equally many rows, with the output's types, `firstRow` being the number of
  /// its first row in the dataset.
  public mutating func add(_ batch: [Column], firstRow: UInt64) {
    precondition(batch.count == columns.count)
    guard let rows = batch.first?.rows else { return }
    var keys: [[UInt32]] = []
    for (position, column) in batch.enumerated() {
      keys.append(column.identities { source, range in UInt32(values[position].intern(source, range) + 1) })
    }
    var key = [UInt8](repeating: 0, count: 4 * batch.count)
    for row in 0..<rows {
      Self.pack(keys, row, into: &key)
      let number = combinations.intern(key.span, 0..<key.count)
      if number == profiles.count {
        profiles.append(Profile(identities: keys.map { $0[row] }, rows: 0, firstRow: .max))
      }
      profiles[number].rows += 1
      profiles[number].firstRow = min(profiles[number].firstRow, firstRow + UInt64(row))
    }
  }

  /// Works out what is suppressed, once all batches have been added.
  ///
  /// Policies are applied in the order of their columns until none changes anything: one's NULLs may break up
  /// another's groups.
  public mutating func finish() {
    let before = profiles.map(\.identities)
    var changed = true
    while changed {
      changed = false
      for policy in policies where GroupSuppression(policy).apply(to: &profiles) { changed = true }
    }
    suppressedRows = zip(profiles, before).reduce(0) { $0 + ($1.0.identities == $1.1 ? 0 : $1.0.rows) }
  }

  /// For each of `columns` the rows of a batch whose cells become NULL (or are already): one bit a row.
  ///
  /// A combination that was never added is suppressed whole.
  public func suppressed(in batch: [Column]) -> [Bitmap] {
    precondition(batch.count == columns.count)
    let rows = batch.first?.rows ?? 0
    var keys: [[UInt32]] = []
    for (position, column) in batch.enumerated() {
      keys.append(
        column.identities { source, range in values[position].find(source, range).map { UInt32($0 + 1) } ?? .max })
    }
    var result = [Bitmap](repeating: Bitmap(repeating: true, count: rows), count: columns.count)
    var key = [UInt8](repeating: 0, count: 4 * batch.count)
    for row in 0..<rows {
      Self.pack(keys, row, into: &key)
      guard let number = combinations.find(key.span, 0..<key.count) else { continue }
      for position in columns.indices where profiles[number].identities[position] != 0 {
        result[position].set(row, to: false)
      }
    }
    return result
  }

  private static func pack(_ keys: [[UInt32]], _ row: Int, into key: inout [UInt8]) {
    for position in keys.indices {
      for byte in 0..<4 {
        key[4 * position + byte] = UInt8(truncatingIfNeeded: keys[position][row] >> UInt32(8 * byte))
      }
    }
  }
}

extension Column {
  /// For each row of a flat column what `identify` makes of the text of its value, 0 for NULL.
  fileprivate func identities(_ identify: (Span<UInt8>, Range<Int>) -> UInt32) -> [UInt32] {
    let found: [UInt32]
    switch data {
    case .plain(let values): found = Self.identities(canonicalText(of: values, type: leaf.type), identify)
    case .dictionary(let values, let indices):
      let distinct = Self.identities(canonicalText(of: values, type: leaf.type), identify)
      found = indices.map { distinct[Int($0)] }
    }
    switch structure {
    case .required: return found
    case .optional(let validity):
      var rows = [UInt32](repeating: 0, count: validity.count)
      var next = 0
      validity.forEachSet { row in
        rows[row] = found[next]
        next += 1
      }
      return rows
    case .nested: preconditionFailure("a column of an anonymity policy is flat")
    }
  }

  private static func identities(_ texts: ByteStrings, _ identify: (Span<UInt8>, Range<Int>) -> UInt32) -> [UInt32] {
    let source = texts.bytes.span
    return (0..<texts.count).map { identify(source, texts.range($0)) }
  }
}
