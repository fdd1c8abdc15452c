import Columnar

/// The elements of one list in a batch of rows.
struct Elements {
  /// The row of each element.
  let rowOfElement: [UInt32]
  /// Rows in which the list, or what it is in, is NULL.
  let isNull: Bitmap

  /// Reads the levels of a leaf inside the list.
  init(of column: Column) throws(ExpressionError) {
    guard case .nested(let levels) = column.structure, levels.repetition.count == levels.definition.count,
      levels.repetition.first ?? 0 == 0
    else { throw malformed(column) }
    let firstElement = column.leaf.definitionOfRepetition(1)
    var rows: [UInt32] = []
    rows.reserveCapacity(levels.definition.count)
    var nulls: [Bool] = []
    for (definition, repetition) in zip(levels.definition, levels.repetition) {
      if repetition == 0 { nulls.append(Int(definition) < firstElement - 1) }
      if Int(definition) >= firstElement { rows.append(UInt32(nulls.count - 1)) }
    }
    guard nulls.count == levels.rows else { throw malformed(column) }
    rowOfElement = rows
    isNull = Bitmap(nulls)
  }

  /// Whether the condition holds of any, or of all, elements of each row's list.
  func outcome(_ quantifier: Quantifier, _ elements: Outcome) -> Outcome {
    // ALL is NOT ANY NOT.
    if quantifier == .all { return !outcome(.any, !elements) }
    let isTrue = rows(elements.isTrue) & ~isNull
    let isNull = (elements.isNull.map { rows($0) | self.isNull } ?? self.isNull) & ~isTrue
    return Outcome(isTrue: isTrue, isNull: isNull, faults: elements.faults.map { rows($0) & ~isTrue })
  }

  /// Rows of which at least one element is set.
  private func rows(_ elements: Bitmap) -> Bitmap {
    var rows = Bitmap(repeating: false, count: isNull.count)
    elements.forEachSet { rows.set(Int(rowOfElement[$0]), to: true) }
    return rows
  }
}
