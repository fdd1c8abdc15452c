import Columnar

/// Walks an appended structure and says how many of its rows still go into a page.
struct RowCursor {
  private let structure: PageStructure
  private let leaf: Leaf
  private(set) var slot = 0
  /// Values before the cursor.
  private(set) var value = 0

  init(_ structure: PageStructure, _ leaf: Leaf) {
    self.structure = structure
    self.leaf = leaf
  }

  /// Some whole rows from the cursor on.
  struct Step {
    var slots: Range<Int>
    var values: Range<Int>
    var rows: Int
    /// What they bring to a page, for its limit.
    var bytes: Int
  }

  var isAtEnd: Bool { slot == structure.slots }

  mutating func advance(over step: Step) {
    slot = step.slots.upperBound
    value = step.values.upperBound
  }

  /// The rows up to and with the first that reaches `rowLimit` rows or `byteLimit` bytes; all, if none does.
  func step(rowLimit: Int, byteLimit: Int, _ costs: ValueCosts) -> Step {
    switch structure {
    case .required(let rows):
      var end = min(rows, slot + max(rowLimit, 1))
      end = costs.end(reaching: byteLimit, value..<value + end - slot) - value + slot
      return Step(
        slots: slot..<end, values: value..<value + end - slot, rows: end - slot,
        bytes: costs.bytes(value..<value + end - slot))
    case .optional(let validity):
      var end = min(validity.count, slot + max(rowLimit, 1))
      var values = value..<value + validity.setCount(in: slot..<end)
      let last = costs.end(reaching: byteLimit, values)
      if last < values.upperBound || costs.bytes(values) >= byteLimit {
        // The page ends with the row of the value that fills it; NULLs behind it belong to the next.
        end = validity.position(ofSet: last - value, from: slot)
        values = value..<last
      }
      return Step(slots: slot..<end, values: values, rows: end - slot, bytes: costs.bytes(values))
    case .nested(let levels):
      return step(levels, rowLimit: rowLimit, byteLimit: byteLimit, costs)
    }
  }

  /// The rows of a step that come before the one that holds a value.
  func shortened(_ step: Step, before limit: Int, _ costs: ValueCosts) -> Step {
    var end = step.slots.lowerBound
    var (rows, values) = (0, value)
    switch structure {
    case .required:
      end += limit - value
      (rows, values) = (limit - value, limit)
    case .optional(let validity):
      end = validity.position(ofSet: limit - value + 1, from: end) - 1
      (rows, values) = (end - slot, limit)
    case .nested(let levels):
      var (position, row, seen) = (end, 0, value)
      while seen <= limit {
        if levels.repetition.isEmpty || levels.repetition[position] == 0 {
          (end, rows, values) = (position, row, seen)
          row += 1
        }
        if levels.definition[position] == UInt8(leaf.maxDefinition) { seen += 1 }
        position += 1
      }
    }
    return Step(slots: slot..<end, values: value..<values, rows: rows, bytes: costs.bytes(value..<values))
  }

  private func step(_ levels: Levels, rowLimit: Int, byteLimit: Int, _ costs: ValueCosts) -> Step {
    let maximum = UInt8(leaf.maxDefinition)
    if slot == 0, levels.rows <= rowLimit {
      // Mostly what comes is a page, and goes into one.
      let values = 0..<levels.definition.count(of: maximum)
      let bytes = levels.definition.count + costs.bytes(values)
      if bytes < byteLimit {
        return Step(slots: 0..<levels.definition.count, values: values, rows: levels.rows, bytes: bytes)
      }
    }
    let repeats = !levels.repetition.isEmpty
    var (end, values, rows) = (slot, value, 0)
    while end < levels.definition.count {
      if !repeats || levels.repetition[end] == 0 {
        if rows > 0 && (rows >= rowLimit || end - slot + costs.bytes(value..<values) >= byteLimit) { break }
        rows += 1
      }
      if levels.definition[end] == maximum { values += 1 }
      end += 1
    }
    // Levels count a byte each: pages of nothing but NULLs end too.
    return Step(
      slots: slot..<end, values: value..<values, rows: rows, bytes: end - slot + costs.bytes(value..<values))
  }
}
