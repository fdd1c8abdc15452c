extension Column {
  /// These rows, then `other`'s of the same leaf. Dictionaries that differ are given up.
  public func appending(_ other: Column, sharingDictionary: Bool) -> Column {
    Column(
      leaf: leaf, structure: structure.appending(other.structure),
      data: data.appending(other.data, sharingDictionary: sharingDictionary))
  }
}

extension Structure {
  func appending(_ other: Structure) -> Structure {
    switch (self, other) {
    case (.required(let a), .required(let b)): return .required(rows: a + b)
    case (.optional(var a), .optional(let b)):
      a.append(contentsOf: b)
      return .optional(a)
    case (.nested(var a), .nested(let b)):
      a.definition += b.definition
      a.repetition += b.repetition
      a.rows += b.rows
      return .nested(a)
    default: preconditionFailure("columns of different shapes")
    }
  }
}

extension ColumnData {
  /// These values, then `other`'s. Dictionaries that differ are given up.
  public func appending(_ other: ColumnData, sharingDictionary: Bool) -> ColumnData {
    if sharingDictionary, case .dictionary(let dictionary, let a) = self, case .dictionary(_, let b) = other {
      return .dictionary(dictionary, indices: a + b)
    }
    return .plain(values.appending(other.values))
  }
}
