import Columnar

/// The slots that expressions are evaluated on: one without columns, the distinct values of one column, the rows of a
/// batch, or the elements of its lists.
///
/// What is over a single column is evaluated once for each of its stored values and then spread over rows or elements.
final class Frame {
  enum Source {
    case nothing
    case entries(Entries)
    case rows(RowBatch)
    /// Some rows of a batch; columns are cut down to them when they are asked for.
    case selectedRows(RowBatch, Bitmap)
    case elements(Elements, rows: Frame)
  }

  /// The stored values of a column, and a NULL behind them if slots need one.
  struct Entries {
    var leaf: Leaf
    var values: Values
    var hasNull: Bool
  }

  let count: Int
  let source: Source
  private var loaded: Vector?
  /// Of the leaves that were asked for: a predicate names few.
  private var placed: [(leaf: Int, entries: Frame, placement: Placement)] = []

  private init(count: Int, _ source: Source) {
    self.count = count
    self.source = source
  }

  /// One slot, for what names no column.
  static func nothing() -> Frame { Frame(count: 1, .nothing) }

  convenience init(_ batch: RowBatch) { self.init(count: batch.rows, .rows(batch)) }

  convenience init(_ entries: Entries) {
    self.init(count: entries.values.count + (entries.hasNull ? 1 : 0), .entries(entries))
  }

  convenience init(_ elements: Elements, rows: Frame) {
    self.init(count: elements.rowOfElement.count, .elements(elements, rows: rows))
  }

  /// Some of the rows; nil for a frame of anything but the rows of a batch.
  func selected(_ rows: Bitmap) -> Frame? {
    guard case .rows(let batch) = source else { return nil }
    return Frame(count: rows.setCount, .selectedRows(batch, rows))
  }

  /// A column of the rows.
  func column(_ index: Int) throws(ExpressionError) -> Column {
    switch source {
    case .rows(let batch): return try batch.column(index)
    case .selectedRows(let batch, let rows):
      let column = try batch.column(index)
      // Levels that do not fit the values must not be cut.
      _ =
        try column.leaf.maxRepetition == 0
        ? Self.validity(of: column) : Self.validity(of: column, in: Elements(of: column))
      return column.selected(rows: rows)
    case .nothing, .entries, .elements: return try RowBatch(rows: 0, columns: [:]).column(index)
    }
  }

  /// The values of the one column that this frame is of.
  func values(of column: ColumnReference) throws(ExpressionError) -> Vector {
    guard case .entries(let entries) = source else { return .nulls(count) }
    try check(entries.leaf, column)
    if let loaded { return loaded }
    let vector = Vector(entries.values, of: entries.leaf.type, withNull: entries.hasNull)
    loaded = vector
    return vector
  }

  /// Where a bare column has values, without looking at them; nil for what has to be computed.
  func storedValidity(of expression: Expression) -> Bitmap? {
    // A decimal may be beyond what it is computed with.
    guard case .column = expression.node, expression.kind != .decimal, case .entries(let entries) = source else {
      return nil
    }
    var validity = Bitmap(repeating: true, count: entries.values.count)
    if entries.hasNull { validity.append(false) }
    return validity
  }

  func check(_ leaf: Leaf, _ column: ColumnReference) throws(ExpressionError) {
    guard leaf.type == column.leaf.type else {
      throw ExpressionError(
        .invalidArgument, "the predicate was made for a column of another type",
        place: Place(column: column.leaf.shortPath))
    }
  }

  /// The frame of a column's values and where they stand in this one; nil where this frame has no such columns.
  func entries(ofLeaf index: Int) throws(ExpressionError) -> (entries: Frame, placement: Placement)? {
    if let found = placed.first(where: { $0.leaf == index }) { return (found.entries, found.placement) }
    let found: (entries: Frame, placement: Placement)
    switch source {
    case .nothing, .entries: return nil
    case .rows, .selectedRows:
      let column = try column(index)
      found = try Self.entries(of: column, count: count, validity: try Self.validity(of: column))
    case .elements(let elements, let rows):
      let column = try rows.column(index)
      if column.leaf.maxRepetition == 0 {
        guard let outer = try rows.entries(ofLeaf: index) else { return nil }
        let indices = outer.placement.slots.gathered(elements.rowOfElement)
        found = (
          outer.entries,
          Placement(count: count, validity: nil, indices: indices, nullEntry: outer.placement.nullEntry)
        )
      } else {
        found = try Self.entries(of: column, count: count, validity: try Self.validity(of: column, in: elements))
      }
    }
    placed.append((index, found.entries, found.placement))
    return found
  }

  /// Which rows have a value; nil where all do.
  private static func validity(of column: Column) throws(ExpressionError) -> Bitmap? {
    let validity: Bitmap?
    switch column.structure {
    case .required: validity = nil
    case .optional(let bits): validity = bits
    case .nested(let levels):
      guard levels.repetition.isEmpty, levels.definition.count == levels.rows else { throw malformed(column) }
      validity = levels.bits(atLeast: column.leaf.maxDefinition)
    }
    guard column.data.count == validity?.setCount ?? column.rows else { throw malformed(column) }
    return validity.flatMap { $0.isAllSet ? nil : $0 }
  }

  /// Which elements have a value; nil where all do.
  private static func validity(of column: Column, in elements: Elements) throws(ExpressionError) -> Bitmap? {
    guard try Elements(of: column).rowOfElement == elements.rowOfElement, case .nested(let levels) = column.structure
    else { throw malformed(column) }
    let firstElement = column.leaf.definitionOfRepetition(1)
    let present = levels.definition.filter { Int($0) >= firstElement }
    let validity = Levels(definition: present, repetition: [], rows: 0).bits(atLeast: column.leaf.maxDefinition)
    guard column.data.count == validity.setCount else { throw malformed(column) }
    return validity.isAllSet ? nil : validity
  }

  private static func entries(
    of column: Column, count: Int, validity: Bitmap?
  ) throws(ExpressionError) -> (entries: Frame, placement: Placement) {
    var values: Values
    var indices: [UInt32]?
    switch column.data {
    case .plain(let stored): values = stored
    case .dictionary(let distinct, let positions):
      // A dictionary longer than the run is not worth evaluating as a whole.
      (values, indices) = distinct.count > positions.count ? (distinct.gathered(positions), nil) : (distinct, positions)
    }
    guard values.isStored(as: column.leaf.type.physical) else { throw malformed(column) }
    let entries = Entries(leaf: column.leaf, values: values, hasNull: validity != nil)
    let nullEntry = validity == nil ? nil : UInt32(values.count)
    return (Frame(entries), Placement(count: count, validity: validity, indices: indices, nullEntry: nullEntry))
  }
}

extension RowBatch {
  /// Throws where one of the leaves is not in the batch, whether or not it will be looked at.
  func check(_ leaves: [Leaf]) throws(ExpressionError) {
    for leaf in leaves where columns.index(forKey: leaf.index) == nil { throw missing(leaf.index) }
  }

  private func missing(_ index: Int) -> ExpressionError {
    ExpressionError(.invalidArgument, "column \(index), which the predicate names, is not in the batch")
  }

  func column(_ index: Int) throws(ExpressionError) -> Column {
    guard let column = columns[index] else { throw missing(index) }
    return column
  }
}

func malformed(_ column: Column) -> ExpressionError {
  ExpressionError(
    .malformed, "values and levels of the column do not fit together", place: Place(column: column.leaf.shortPath))
}

extension Levels {
  /// Set where the definition level is at least `level`.
  func bits(atLeast level: Int) -> Bitmap {
    let levels = definition.span
    return Bitmap(count: levels.count) { Int(levels[$0]) >= level }
  }
}

extension Values {
  /// Whether values of a physical type come in this case.
  func isStored(as type: PhysicalType) -> Bool {
    switch (self, type) {
    case (.boolean, .boolean), (.int32, .int32), (.int64, .int64), (.float, .float), (.double, .double),
      (.bytes, .byteArray):
      true
    case (.fixed(let values), .int96): values.width == 12
    case (.fixed(let values), .fixedLengthByteArray(let width)): values.width == width
    default: false
    }
  }
}
