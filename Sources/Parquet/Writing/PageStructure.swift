import Columnar

/// Where values stand in some rows, in the one form that their leaf has.
enum PageStructure {
  /// No levels at all.
  case required(rows: Int)
  /// One definition level, no repetition.
  case optional(Bitmap)
  case nested(Levels)

  /// The form that a leaf has.
  private enum Form {
    case required, optional, nested

    init(_ leaf: Leaf) {
      if leaf.maxRepetition > 0 || leaf.maxDefinition > 1 {
        self = .nested
      } else {
        self = leaf.maxDefinition == 1 ? .optional : .required
      }
    }
  }

  /// - Throws: `invalidArgument` where the structure is not one of the leaf, or has another number of values.
  init(_ structure: Structure, _ leaf: Leaf, values: Int) throws(ParquetError) {
    switch (Form(leaf), structure) {
    case (.required, .required(let rows)): self = .required(rows: rows)
    case (.required, .nested(let levels)): self = .required(rows: levels.rows)
    case (.optional, .optional(let validity)): self = .optional(validity)
    case (.optional, .required(let rows)): self = .optional(Bitmap(repeating: true, count: rows))
    case (.optional, .nested(let levels)): self = .optional(levels.slots(atLevel: 1))
    case (.nested, .nested(let levels)):
      let slots = levels.definition.count
      guard levels.repetition.count == (leaf.maxRepetition > 0 ? slots : 0), levels.repetition.first ?? 0 == 0,
        levels.rows == (leaf.maxRepetition > 0 ? levels.repetition.count(of: 0) : slots)
      else { throw Self.mismatch(leaf) }
      self = .nested(levels)
    case (.required, .optional), (.nested, .required), (.nested, .optional): throw Self.mismatch(leaf)
    }
    guard valueCount(leaf) == values else { throw Self.mismatch(leaf) }
  }

  private static func mismatch(_ leaf: Leaf) -> ParquetError {
    ParquetError(
      .invalidArgument, "rows and values to be written do not fit each other",
      at: Place(column: leaf.dottedPath))
  }

  var slots: Int {
    switch self {
    case .required(let rows): rows
    case .optional(let validity): validity.count
    case .nested(let levels): levels.definition.count
    }
  }

  private func valueCount(_ leaf: Leaf) -> Int {
    switch self {
    case .required(let rows): rows
    case .optional(let validity): validity.setCount
    case .nested(let levels): levels.definition.count(of: UInt8(leaf.maxDefinition))
    }
  }
}
