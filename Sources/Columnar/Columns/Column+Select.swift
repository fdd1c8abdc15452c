extension Column {
  /// The rows that `selection` (one bit a row) selects, in order. A dictionary stays as it is.
  public func selected(rows selection: Bitmap) -> Column {
    precondition(selection.count == rows)
    if selection.isAllSet { return self }
    switch structure {
    case .required:
      let data = data.selected(by: selection)
      return Column(leaf: leaf, structure: .required(rows: data.count), data: data)
    case .optional(let validity):
      return Column(
        leaf: leaf, structure: .optional(validity.selected(by: selection)),
        data: data.selected(by: selection.selected(by: validity)))
    case .nested(let levels):
      let slots = levels.slots(ofRows: selection)
      let there = levels.slots(atLevel: UInt8(leaf.maxDefinition))
      return Column(
        leaf: leaf, structure: .nested(levels.selected(slots: slots, rows: selection.setCount)),
        data: data.selected(by: slots.selected(by: there)))
    }
  }

  /// The rows of a range, as a column of their own.
  public func rows(_ range: Range<Int>) -> Column {
    if range == 0..<rows { return self }
    switch structure {
    case .required:
      return Column(leaf: leaf, structure: .required(rows: range.count), data: data[range])
    case .optional(let validity):
      let before = validity[0..<range.lowerBound].setCount
      let part = validity[range]
      return Column(leaf: leaf, structure: .optional(part), data: data[before..<before + part.setCount])
    case .nested:
      var selection = Bitmap(repeating: false, count: rows)
      for row in range { selection.set(row, to: true) }
      return selected(rows: selection)
    }
  }
}

extension ColumnData {
  /// The values that `selection` (one bit a value) selects.
  public func selected(by selection: Bitmap) -> ColumnData {
    switch self {
    case .plain(let values): return .plain(values.selected(by: selection))
    case .dictionary(let dictionary, let indices):
      return .dictionary(dictionary, indices: indices.selected(by: selection))
    }
  }

  /// The values of a range. A dictionary stays as it is.
  public subscript(range: Range<Int>) -> ColumnData {
    switch self {
    case .plain(let values): .plain(values[range])
    case .dictionary(let dictionary, let indices): .dictionary(dictionary, indices: Array(indices[range]))
    }
  }

  /// The values themselves, without a dictionary.
  public var values: Values {
    switch self {
    case .plain(let values): values
    case .dictionary(let dictionary, let indices): dictionary.gathered(indices)
    }
  }
}

extension Levels {
  /// Number of slots: cells, NULLs and empty lists.
  public var slotCount: Int { definition.count }

  /// One bit a slot: whether it belongs to a row that `rows` selects.
  public func slots(ofRows rows: Bitmap) -> Bitmap {
    if repetition.isEmpty { return rows }
    var row = -1
    var words = [UInt64](repeating: 0, count: (slotCount + 63) / 64)
    for slot in 0..<slotCount {
      if repetition[slot] == 0 { row += 1 }
      if rows[row] { words[slot >> 6] |= 1 << UInt64(slot & 63) }
    }
    return Bitmap(words: words, count: slotCount)
  }

  /// One bit a slot: whether its definition level is `level`.
  public func slots(atLevel level: UInt8) -> Bitmap {
    let levels = definition.span
    return Bitmap(count: levels.count) { levels[$0] == level }
  }

  func selected(slots: Bitmap, rows: Int) -> Levels {
    var kept = Levels(definition: [], repetition: [], rows: rows)
    slots.forEachSet { slot in
      kept.definition.append(definition[slot])
      if !repetition.isEmpty { kept.repetition.append(repetition[slot]) }
    }
    return kept
  }
}
