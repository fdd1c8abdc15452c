import Columnar

/// What a mask makes of a run of values.
public struct MaskedValues: Sendable {
  /// The values that did not become NULL, in order.
  public var values: Values
  /// One bit an input value, set where it did not become NULL; nil where none did.
  public var validity: Bitmap?
  /// Values that became NULL because they were too short for `fpe` or too hard for `regex`.
  public var counted: Int

  public init(_ values: Values, validity: Bitmap? = nil, counted: Int = 0) {
    self.values = values
    self.validity = validity
    self.counted = counted
  }
}

/// Where values stand in the source, for masks that are keyed by it.
public struct CellPositions: Sendable {
  /// For each value the number of its row, from 0, as the source is read before any filter.
  public var rows: [UInt64]
  /// For each value the number of its cell of this leaf within the row, NULL cells counted; nil where all are 0.
  public var slots: [UInt64]?

  public init(rows: [UInt64], slots: [UInt64]? = nil) {
    precondition(slots == nil || slots?.count == rows.count)
    self.rows = rows
    self.slots = slots
  }
}

/// What the cells of a mask's `by` column say, one for each value that is masked.
public struct Entities: Sendable {
  /// Canonical texts; anything where there is none.
  public var texts: ByteStrings
  /// Set where the entity is not NULL; nil where none is.
  public var validity: Bitmap?

  public init(texts: ByteStrings, validity: Bitmap? = nil) {
    precondition(validity == nil || validity?.count == texts.count)
    self.texts = texts
    self.validity = validity
  }
}
