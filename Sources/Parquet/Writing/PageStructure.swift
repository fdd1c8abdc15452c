import Columnar

/// Where values stand in the rows of a page, in the one form that its leaf has.
enum PageStructure {
  /// No levels at all.
  case required(rows: Int)
  /// One definition level, no repetition.
  case optional(Bitmap)
  case nested(Levels)

  static func empty(_ leaf: Leaf) -> PageStructure {
    if leaf.maxRepetition > 0 || leaf.maxDefinition > 1 {
      return .nested(Levels(definition: [], repetition: [], rows: 0))
    }
    return leaf.maxDefinition == 1 ? .optional(Bitmap(repeating: false, count: 0)) : .required(rows: 0)
  }

  /// - Throws: `invalidArgument` where the structure is not one of the leaf, or has another number of values.
  init(_ structure: Structure, _ leaf: Leaf, values: Int) throws(ParquetError) {
    switch (Self.empty(leaf), structure) {
    case (.required, .required(let rows)): self = .required(rows: rows)
    case (.required, .nested(let levels)): self = .required(rows: levels.rows)
    case (.optional, .optional(let validity)): self = .optional(validity)
    case (.optional, .required(let rows)): self = .optional(Bitmap(repeating: true, count: rows))
    case (.optional, .nested(let levels)): self = .optional(levels.slots(atLevel: 1))
    case (.nested, .nested(let levels)):
      guard leaf.maxRepetition == 0 || levels.repetition.count == levels.definition.count,
        leaf.maxRepetition == 0 || levels.repetition.first ?? 0 == 0
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

  var rows: Int {
    switch self {
    case .required(let rows): rows
    case .optional(let validity): validity.count
    case .nested(let levels): levels.rows
    }
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
    case .required(let rows): return rows
    case .optional(let validity): return validity.setCount
    case .nested(let levels):
      let maximum = UInt8(leaf.maxDefinition)
      var count = 0
      for level in levels.definition where level == maximum { count += 1 }
      return count
    }
  }

  /// Appends the slots of a range, in which `rows` rows begin, of a structure of the same form.
  mutating func append(_ other: PageStructure, slots: Range<Int>, rows: Int) {
    switch (self, other) {
    case (.required(let before), _): self = .required(rows: before + rows)
    case (.optional(var validity), .optional(let added)):
      self = .required(rows: 0)
      validity.append(contentsOf: slots == 0..<added.count ? added : added[slots])
      self = .optional(validity)
    case (.nested(var levels), .nested(let added)):
      self = .required(rows: 0)
      levels.definition.append(contentsOf: added.definition[slots])
      if !added.repetition.isEmpty { levels.repetition.append(contentsOf: added.repetition[slots]) }
      levels.rows += rows
      self = .nested(levels)
    case (.optional, _), (.nested, _): preconditionFailure("structures of different forms")
    }
  }
}
