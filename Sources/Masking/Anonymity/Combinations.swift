import Columnar

/// The different combinations of values that rows have, numbered in the order of their first rows.
///
/// A value is known by 64 bits (see `Column.identities`), NULL by 0.
struct Combinations: Sendable {
  /// For each column the identity of its value, one a combination.
  private var identities: [[UInt64]]
  /// For each column whether its value is suppressed, one a combination.
  private(set) var suppressed: [[Bool]] = []
  /// How many rows have the combination.
  private(set) var rows: [UInt32] = []
  private var table = NumberTable()

  init(columns: Int) { identities = [[UInt64]](repeating: [], count: columns) }

  var count: Int { rows.count }

  /// Takes note of rows, given as identities column by column, and tells the combination of each.
  mutating func add(_ columns: [[UInt64]], rows count: Int, to numbers: inout [UInt32]) {
    for row in 0..<count {
      var hash: UInt64 = 0
      for column in columns { hash = Self.mix(hash, column[row]) }
      let number = table.number(
        hash,
        isEqual: { number in
          for (column, known) in zip(columns, identities) where column[row] != known[number] { return false }
          return true
        },
        hash: { number in identities.reduce(0) { Self.mix($0, $1[number]) } })
      if number == rows.count {
        for position in columns.indices { identities[position].append(columns[position][row]) }
        rows.append(0)
      }
      rows[number] += 1
      numbers.append(UInt32(number))
    }
  }

  /// Makes room for marks, once all rows have been added.
  mutating func beginSuppression() {
    suppressed = identities.map { [Bool](repeating: false, count: $0.count) }
  }

  mutating func suppress(_ number: Int, _ position: Int) { suppressed[position][number] = true }

  /// What remains of a value: 0 for NULL and for what is suppressed.
  func remaining(_ number: Int, _ position: Int) -> UInt64 {
    suppressed[position][number] ? 0 : identities[position][number]
  }

  /// Whether there was a value and it is suppressed.
  func isSuppressed(_ number: Int, _ position: Int) -> Bool {
    suppressed[position][number] && identities[position][number] != 0
  }

  static func mix(_ hash: UInt64, _ identity: UInt64) -> UInt64 {
    let product = (hash ^ identity).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}

extension Column {
  /// For each row of a flat column 64 bits that stand for the text of its value, 0 for NULL.
  ///
  /// They are of a hash seeded by the process, so that nobody can choose values that collide: of ten million different
  /// ones any two do with a probability of 3 in a million.
  func identities() -> [UInt64] {
    let found: [UInt64]
    switch data {
    case .plain(let values): found = Self.identities(values, leaf.type)
    case .dictionary(let values, let indices) where values.count > indices.count:
      found = Self.identities(values.gathered(indices), leaf.type)
    case .dictionary(let values, let indices):
      let distinct = Self.identities(values, leaf.type)
      found = indices.map { distinct[Int($0)] }
    }
    switch structure {
    case .required: return found
    case .optional(let validity):
      var rows = [UInt64](repeating: 0, count: validity.count)
      var next = 0
      validity.forEachSet { row in
        rows[row] = found[next]
        next += 1
      }
      return rows
    case .nested: preconditionFailure("a column of an anonymity policy is flat")
    }
  }

  private static func identities(_ values: Values, _ type: LeafType) -> [UInt64] {
    let texts = canonicalText(of: values, type: type)
    let bytes = texts.bytes.span
    return (0..<texts.count).map { index in
      var hasher = Hasher()
      unsafe bytes.extracting(texts.range(index)).withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
      return max(1, UInt64(bitPattern: Int64(hasher.finalize())))
    }
  }
}
