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

  func rows(_ range: Range<Int>) -> Column {
    var slots = 0..<0
    var structure = structure
    let before: Int
    switch self.structure {
    case .required:
      structure = .required(rows: range.count)
      before = range.lowerBound
      slots = range
    case .optional(let validity):
      structure = .optional(validity[range])
      before = validity[0..<range.lowerBound].setCount
      slots = before..<before + validity[range].setCount
    case .nested(let levels):
      let starts = levels.definition.indices.filter { levels.repetition.isEmpty || levels.repetition[$0] == 0 }
      let ends = starts + [levels.definition.count]
      let own = ends[range.lowerBound]..<ends[range.upperBound]
      structure = .nested(
        Levels(
          definition: Array(levels.definition[own]),
          repetition: levels.repetition.isEmpty ? [] : Array(levels.repetition[own]), rows: range.count))
      let present = { (levels: ArraySlice<UInt8>) in levels.count { Int($0) == leaf.maxDefinition } }
      before = present(levels.definition[..<own.lowerBound])
      slots = before..<before + present(levels.definition[own])
    }
    let positions = slots.map { UInt32($0) }
    let data: ColumnData =
      switch self.data {
      case .plain(let values): .plain(values.gathered(positions))
      case .dictionary(let values, let indices): .dictionary(values, indices: positions.map { indices[Int($0)] })
      }
    return Column(leaf: leaf, structure: structure, data: data)
  }
}
