import Columnar
import Masking

/// What a mask made of the entries of a dictionary: for each entry its index in a pool, or that it became NULL.
struct EntryTable {
  static let null = UInt32.max

  /// One an entry; a single one where every cell becomes the same constant.
  let picks: [UInt32]
  let hasNulls: Bool

  static func constant(at index: UInt32) -> EntryTable { EntryTable(picks: [index], hasNulls: false) }

  init(picks: [UInt32], hasNulls: Bool) {
    self.picks = picks
    self.hasNulls = hasNulls
  }

  /// `masked` came of as many entries as it has values and NULLs; its values stand in the pool from `base` on.
  init(_ masked: MaskedValues, base: UInt32) {
    guard let validity = masked.validity else {
      self.init(picks: Array(base..<base + UInt32(masked.values.count)), hasNulls: false)
      return
    }
    var picks = [UInt32](repeating: EntryTable.null, count: validity.count)
    var next = base
    validity.forEachSet { entry in
      picks[entry] = next
      next += 1
    }
    self.init(picks: picks, hasNulls: true)
  }

  /// The pool indices of values given by dictionary index, and which values remain (nil: all).
  func look(up indices: [UInt32]) -> (picks: [UInt32], validity: Bitmap?) {
    let found = indices.map { picks[Int($0)] }
    guard hasNulls else { return (found, nil) }
    return (found.filter { $0 != EntryTable.null }, Bitmap(count: found.count) { found[$0] != EntryTable.null })
  }
}

/// Everything that masks have made of the entries of one dictionary. Entries are only ever added.
struct DictionaryPool {
  private(set) var values: Values
  private(set) var tables: [Mask?: EntryTable] = [:]

  init(_ empty: Values) { values = empty }

  mutating func add(_ masked: MaskedValues, for mask: Mask?) -> EntryTable {
    let table = EntryTable(masked, base: UInt32(values.count))
    values = values.appending(masked.values)
    tables[mask] = table
    return table
  }

  mutating func add(_ constant: Values, for mask: Mask?) -> EntryTable {
    let table = EntryTable.constant(at: UInt32(values.count))
    values = values.appending(constant)
    tables[mask] = table
    return table
  }
}
