/// Definition and repetition levels of a run of rows of one nested leaf (Parquet format, "Nested Encoding").
public struct Levels: Sendable, Hashable {
  /// One a slot; a slot has a value where its level is the leaf's maximum.
  public var definition: [UInt8]
  /// One a slot, 0 where a row begins; empty where the leaf does not repeat (then every slot is a row).
  public var repetition: [UInt8]
  public var rows: Int

  public init(definition: [UInt8], repetition: [UInt8], rows: Int) {
    self.definition = definition
    self.repetition = repetition
    self.rows = rows
  }
}

/// Where the values of a leaf stand in its rows.
public enum Structure: Sendable, Hashable {
  /// A flat REQUIRED leaf: one value a row.
  case required(rows: Int)
  /// A flat OPTIONAL leaf: one bit a row, set where there is a value.
  case optional(Bitmap)
  case nested(Levels)

  public var rows: Int {
    switch self {
    case .required(let rows): rows
    case .optional(let validity): validity.count
    case .nested(let levels): levels.rows
    }
  }

  /// Places for a value: more than rows where lists have several elements.
  public var slots: Int {
    switch self {
    case .required(let rows): rows
    case .optional(let validity): validity.count
    case .nested(let levels): levels.definition.count
    }
  }
}

/// The values of a leaf, or distinct values and an index for each.
public enum ColumnData: Sendable {
  case plain(Values)
  /// Every index is below `dictionary.count`: proven where the page was read.
  case dictionary(Values, indices: [UInt32])

  /// Values that are there, NULLs not counted.
  public var count: Int {
    switch self {
    case .plain(let values): values.count
    case .dictionary(_, let indices): indices.count
    }
  }
}

/// A run of rows of one leaf.
public struct Column: Sendable {
  public var leaf: Leaf
  public var structure: Structure
  public var data: ColumnData

  public init(leaf: Leaf, structure: Structure, data: ColumnData) {
    self.leaf = leaf
    self.structure = structure
    self.data = data
  }

  public var rows: Int { structure.rows }
}
