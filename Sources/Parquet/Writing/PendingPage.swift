import Columnar

/// The rows that the next data page will hold.
struct PendingPage {
  enum Content {
    /// Positions in the chunk's dictionary.
    case ids
    case values
  }

  private(set) var structure = PendingStructure()
  private(set) var content = Content.values
  private(set) var ids: [UInt32] = []
  private(set) var values: ValueBuffer
  /// What its rows bring to its limit.
  private(set) var bytes = 0

  init(_ leaf: Leaf) {
    values = ValueBuffer(leaf.type.physical)
  }

  var rows: Int { structure.rows }
  var valueCount: Int { content == .ids ? ids.count : values.count }

  mutating func append(_ added: PageStructure, _ step: RowCursor.Step, ids newIDs: ArraySlice<UInt32>) {
    precondition(content == .ids || rows == 0)
    content = .ids
    append(added, step)
    ids.append(contentsOf: newIDs)
  }

  mutating func append(_ added: PageStructure, _ step: RowCursor.Step, values newValues: Values) {
    precondition(content == .values || rows == 0)
    content = .values
    append(added, step)
    values.append(newValues, step.values)
  }

  private mutating func append(_ added: PageStructure, _ step: RowCursor.Step) {
    structure.append(added, slots: step.slots, rows: step.rows)
    bytes += step.bytes
  }

  /// Turns ids into the values that they stand for.
  mutating func resolve(_ dictionary: Values) {
    values.append(dictionary.gathered(ids), 0..<ids.count)
    ids = []
    content = .values
  }

  /// Forgets all rows.
  mutating func clear(_ leaf: Leaf) { self = PendingPage(leaf) }
}
