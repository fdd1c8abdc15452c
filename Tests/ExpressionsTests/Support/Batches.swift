import Columnar

@testable import Expressions

extension RowBatch {
  /// The same rows, with every column changed.
  func map(_ change: (Column) -> Column) -> RowBatch { RowBatch(rows: rows, columns: columns.mapValues(change)) }

  /// Some of the rows.
  func slice(_ range: Range<Int>) -> RowBatch {
    RowBatch(rows: range.count, columns: columns.mapValues { $0.rows(range) })
  }
}

extension Column {
  /// The same values as a dictionary, in an order of its own, with an entry that nothing uses.
  func dictionaryEncoded(_ random: inout Seeded) -> Column {
    guard case .plain(let values) = data, values.count > 0 else { return self }
    var entries: [UInt32] = []
    var places: [Values: UInt32] = [:]
    let unused = UInt32.random(in: 0..<UInt32(values.count), using: &random)
    if random.chance(0.5) { entries.append(unused) }
    let indices = (0..<UInt32(values.count)).map { index in
      let value = values.gathered([index])
      if let place = places[value] { return place }
      entries.append(index)
      places[value] = UInt32(entries.count - 1)
      return UInt32(entries.count - 1)
    }
    return Column(leaf: leaf, structure: structure, data: .dictionary(values.gathered(entries), indices: indices))
  }

  /// Flat columns as levels, and optional ones without NULLs as required.
  var restructured: Column {
    var column = self
    switch structure {
    case .optional(let validity):
      let definition = (0..<validity.count).map { validity[$0] ? UInt8(1) : 0 }
      column.structure = .nested(Levels(definition: definition, repetition: [], rows: rows))
    case .required:
      column.structure = .optional(Bitmap(repeating: true, count: rows))
    case .nested: break
    }
    return column
  }
}
