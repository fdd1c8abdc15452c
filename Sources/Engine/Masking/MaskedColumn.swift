import Columnar

/// A run of rows of an output leaf.
struct MaskedColumn {
  var structure: Structure
  var data: ColumnData
  /// Which pool the dictionary belongs to: as long as the number stays, entries only get added behind.
  /// Nil for plain values and for pools that end with the batch.
  var pool: Int?
}

extension MaskedColumn {
  /// The same with NULL in the rows that `rows` names. The leaf is flat and OPTIONAL.
  func suppressed(in rows: Bitmap) -> MaskedColumn {
    guard case .optional(let validity) = structure, !rows.isNoneSet else { return self }
    let remaining = validity & ~rows
    var result = self
    result.structure = .optional(remaining)
    result.data = data.selected(by: remaining.selected(by: validity))
    return result
  }
}
