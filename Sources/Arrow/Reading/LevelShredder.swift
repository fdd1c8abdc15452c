import Columnar

/// Turns nested arrays into leaves with levels: the way back from `ArrayAssembler`.
struct LevelShredder {
  private let body: [UInt8]
  private let dictionaries: [Int64: Values]
  private var leaves: ArraySlice<Leaf>
  private(set) var columns: [Column] = []

  /// An array's cells: their levels so far, and which cell it is, or -1 where something around it is absent.
  private struct Slots {
    var definition: [UInt8]
    var repetition: [UInt8]
    var cells: [Int32]
    /// Levels reached by what is there.
    var depth = 0
    var repeated = 0

    mutating func append(_ definition: UInt8, _ repetition: UInt8, _ cell: Int32) {
      self.definition.append(definition)
      self.repetition.append(repetition)
      cells.append(cell)
    }
  }

  /// - Parameters:
  ///   - arrays: one a top-level field, of at least `rows` cells.
  init(
    _ arrays: [ArrowArray], schema: Schema, rows: Int, body: [UInt8], dictionaries: [Int64: Values]
  ) throws(ArrowError) {
    self.body = body
    self.dictionaries = dictionaries
    leaves = schema.leaves[...]
    let zeros = [UInt8](repeating: 0, count: rows)
    let all = Slots(definition: zeros, repetition: zeros, cells: (0..<rows).map(Int32.init))
    for array in arrays { try visit(array, all, rows: rows) }
  }

  private mutating func visit(_ array: ArrowArray, _ slots: Slots, rows: Int) throws(ArrowError) {
    var slots = slots
    try take(validityOf: array, &slots)
    switch array.field.type {
    case .structure: for child in array.children { try visit(child, slots, rows: rows) }
    case .list(let large):
      try descend(array, &slots) { (cell) throws(ArrowError) in try offsets(body, array, cell, large: large) }
      try visit(array.children[0], slots, rows: rows)
    case .fixedSizeList(let count):
      try descend(array, &slots) { (cell) throws(ArrowError) in (cell * count, (cell + 1) * count) }
      try visit(array.children[0], slots, rows: rows)
    case .map:
      try descend(array, &slots) { (cell) throws(ArrowError) in try offsets(body, array, cell, large: false) }
      let entries = array.children[0]
      // An entry is never NULL, so its validity says nothing.
      for member in entries.children { try visit(member, slots, rows: rows) }
    case .null, .boolean, .integer, .floatingPoint, .decimal, .string, .binary, .fixedSizeBinary, .date, .time,
      .timestamp:
      try append(array, slots, rows: rows)
    case .duration, .stringView, .binaryView, .listView: preconditionFailure("refused with the schema")
    }
  }

  /// Ends the slots of cells that are NULL; raises the level of the others, where they could have been.
  private func take(validityOf array: ArrowArray, _ slots: inout Slots) throws(ArrowError) {
    if !array.field.isNullable {
      guard let validity = array.validity else { return }
      guard slots.cells.allSatisfy({ $0 < 0 || validity[Int($0)] }) else {
        throw ArrowError(.malformed, "a NULL in a field that has none", at: Place(column: array.field.name))
      }
      return
    }
    slots.depth += 1
    for slot in slots.cells.indices where slots.cells[slot] >= 0 {
      if array.validity?[Int(slots.cells[slot])] ?? true {
        slots.definition[slot] += 1
      } else {
        slots.cells[slot] = -1
      }
    }
  }

  /// Replaces each slot of a list by one for each of its elements; an empty list keeps one that ends there.
  private func descend(
    _ array: ArrowArray, _ slots: inout Slots, elements: (Int) throws(ArrowError) -> (Int, Int)
  ) throws(ArrowError) {
    let available = array.children[0].count
    slots.depth += 1
    slots.repeated += 1
    var result = Slots(definition: [], repetition: [], cells: [], depth: slots.depth, repeated: slots.repeated)
    var last = 0
    for slot in slots.cells.indices {
      let (definition, repetition, cell) = (slots.definition[slot], slots.repetition[slot], slots.cells[slot])
      let (start, end) = cell < 0 ? (0, 0) : try elements(Int(cell))
      // Ascending over the whole array, so that no element is taken twice.
      guard start == end || start >= last, end <= available else {
        throw ArrowError(.malformed, "offsets beyond their elements", at: Place(column: array.field.name))
      }
      if start == end { result.append(definition, repetition, -1) }
      for element in start..<end {
        result.append(definition + 1, element == start ? repetition : UInt8(slots.repeated), Int32(element))
      }
      if start < end { last = end }
    }
    slots = result
  }

  private mutating func append(_ array: ArrowArray, _ slots: Slots, rows: Int) throws(ArrowError) {
    guard let leaf = leaves.popFirst() else { throw ArrowError(.malformed, "more arrays than fields") }
    let cells = slots.cells.filter { $0 >= 0 }
    let reader = LeafReader(body: body, array: array)
    let data: ColumnData
    if let encoding = array.field.dictionary {
      guard let dictionary = dictionaries[encoding.id] else {
        throw ArrowError(.malformed, "a dictionary is missing", at: Place(column: leaf.shortPath))
      }
      data = .dictionary(dictionary, indices: try reader.indices(at: cells, below: dictionary.count, encoding))
    } else {
      data = .plain(try reader.values(at: cells))
    }
    let structure: Structure
    if !leaf.isFlat {
      let repetition = slots.repeated > 0 ? slots.repetition : []
      structure = .nested(Levels(definition: slots.definition, repetition: repetition, rows: rows))
    } else if leaf.isOptional {
      structure = .optional(Bitmap(slots.cells.map { $0 >= 0 }))
    } else {
      structure = .required(rows: rows)
    }
    columns.append(Column(leaf: leaf, structure: structure, data: data))
  }
}
