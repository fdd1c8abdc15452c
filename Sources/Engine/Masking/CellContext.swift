import Columnar
import Masking

/// Where the values of a column stand, for masks that are keyed by it, one entry a value.
struct CellContext {
  var positions: CellPositions
  var entities: Entities?

  /// `rowNumbers` has the number of each row in the source as read; `entity` is the column that `shift` follows.
  init(column: Column, rowNumbers: [UInt64], entity: Column?) throws {
    let places = ValuePlaces(column)
    positions = CellPositions(rows: places.rows.map { rowNumbers[$0] }, slots: places.slots)
    entities = entity.map { Entities(of: $0, rows: places.rows) }
  }

  private init(positions: CellPositions, entities: Entities?) {
    self.positions = positions
    self.entities = entities
  }

  /// Of the values that `selection` selects; nil: all of them.
  func narrowed(to selection: Bitmap?) -> CellContext {
    guard let selection else { return self }
    let kept = selection.setIndices
    return CellContext(
      positions: CellPositions(
        rows: kept.map { positions.rows[$0] }, slots: positions.slots.map { slots in kept.map { slots[$0] } }),
      entities: entities?.selected(by: selection))
  }
}

/// The row within its column, and the number among the row's cells, of each value.
struct ValuePlaces {
  private(set) var rows: [Int] = []
  private(set) var slots: [UInt64] = []

  init(_ column: Column) {
    switch column.structure {
    case .required(let count):
      rows = Array(0..<count)
      slots = [UInt64](repeating: 0, count: count)
    case .optional(let validity):
      rows = validity.setIndices
      slots = [UInt64](repeating: 0, count: rows.count)
    case .nested(let levels): addNested(levels, column.leaf)
    }
  }

  private mutating func addNested(_ levels: Levels, _ leaf: Leaf) {
    let cellLevel = leaf.maxDefinition - (leaf.isOptional ? 1 : 0)
    var row = -1
    var cell: UInt64 = 0
    for slot in levels.definition.indices {
      if levels.repetition.isEmpty || levels.repetition[slot] == 0 {
        row += 1
        cell = 0
      }
      let definition = Int(levels.definition[slot])
      if definition == leaf.maxDefinition {
        rows.append(row)
        slots.append(cell)
      }
      if definition >= cellLevel { cell += 1 }
    }
  }
}

extension Entities {
  /// The canonical texts of an entity column outside lists, for values that stand in `rows` of it.
  init(of column: Column, rows: [Int]) {
    let valued = CellStructure(leaf: column.leaf, becomesOptional: false).valued(column.structure)
    let texts = canonicalText(of: column.data.values, type: column.leaf.type)
    // Row by row the number of its value; that of a NULL is the empty text behind the last.
    var valueOfRow = [UInt32](repeating: UInt32(texts.count), count: column.rows)
    for (value, row) in valued.setIndices.enumerated() { valueOfRow[row] = UInt32(value) }
    var withNull = texts
    withNull.append([])
    self.init(
      texts: withNull.gathered(rows.map { valueOfRow[$0] }), validity: Bitmap(rows.lazy.map { valued[$0] }))
  }

  /// Of the values that `selection` selects.
  func selected(by selection: Bitmap) -> Entities {
    Entities(
      texts: texts.gathered(selection.setIndices.map { UInt32($0) }), validity: validity?.selected(by: selection))
  }
}
