import Columnar

/// Which slots of a column are cells, and how a column's structure changes with its mask.
///
/// A slot is a cell where everything around the leaf is there; only then can a mask say anything of it.
struct CellStructure {
  let leaf: Leaf
  let becomesOptional: Bool

  private var inputMaximum: UInt8 { UInt8(leaf.maxDefinition) }
  private var cellLevel: UInt8 { UInt8(leaf.maxDefinition - (leaf.isOptional ? 1 : 0)) }
  private var outputMaximum: UInt8 { inputMaximum + (becomesOptional ? 1 : 0) }

  /// One bit a slot, set where there is a value.
  func valued(_ structure: Structure) -> Bitmap {
    switch structure {
    case .required(let rows): Bitmap(repeating: true, count: rows)
    case .optional(let validity): validity
    case .nested(let levels): levels.slots(atLevel: inputMaximum)
    }
  }

  /// One bit a slot, set where there is a value or a NULL of the leaf's own.
  func cells(_ structure: Structure) -> Bitmap {
    switch structure {
    case .required(let rows): return Bitmap(repeating: true, count: rows)
    case .optional(let validity): return Bitmap(repeating: true, count: validity.count)
    case .nested(let levels):
      let own = levels.slots(atLevel: cellLevel)
      return leaf.isOptional ? own | levels.slots(atLevel: inputMaximum) : own
    }
  }

  /// The structure of the output, with values where `valued` (one bit a slot, set in cells only) says.
  func output(_ structure: Structure, valued: Bitmap) -> Structure {
    switch structure {
    case .required(let rows):
      return becomesOptional ? .optional(valued) : .required(rows: rows)
    case .optional: return .optional(valued)
    case .nested(let levels):
      let input = levels.definition.span
      let (cellLevel, null) = (cellLevel, outputMaximum - 1)
      let definition = [UInt8](filling: input.count) { output in
        for first in stride(from: 0, to: output.count, by: 64) {
          let word = valued.words[first >> 6]
          for slot in first..<min(first + 64, output.count) {
            let level = null + UInt8(truncatingIfNeeded: word >> UInt64(slot - first) & 1)
            output[slot] = input[slot] >= cellLevel ? level : input[slot]
          }
        }
      }
      return .nested(Levels(definition: definition, repetition: levels.repetition, rows: levels.rows))
    }
  }

  /// The structure of the output where every value stays a value and every NULL a NULL.
  func unchanged(_ structure: Structure) -> Structure {
    guard becomesOptional else { return structure }
    switch structure {
    case .required(let rows): return .optional(Bitmap(repeating: true, count: rows))
    case .optional: return structure
    case .nested(var levels):
      for slot in levels.definition.indices where levels.definition[slot] == inputMaximum {
        levels.definition[slot] = outputMaximum
      }
      return .nested(levels)
    }
  }
}
