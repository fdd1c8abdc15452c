import Columnar
import Masking

/// Puts together, slot by slot, what different masks made of a column's cells.
struct CellBlend {
  /// Slots that are cells, and those of them that have a value.
  let slots: Bitmap
  let valued: Bitmap
  let variantOfSlot: [UInt32]
  private var sources: [UInt32: Source] = [:]

  private enum Source {
    case constant(UInt32)
    /// By the entry of the input's dictionary.
    case entries(EntryTable)
    /// By the number of the value among those of the variant.
    case values(EntryTable)
  }

  init(slots: Bitmap, valued: Bitmap, variantOfSlot: [UInt32]) {
    self.slots = slots
    self.valued = valued
    self.variantOfSlot = variantOfSlot
  }

  /// One bit a value: whether it stands in a slot of the variant.
  func values(ofVariant variant: Int) -> Bitmap {
    var bits = Bitmap(repeating: false, count: 0)
    valued.forEachSet { bits.append(variantOfSlot[$0] == UInt32(variant)) }
    return bits
  }

  mutating func add(variant: Int, table: EntryTable, constant: Bool) {
    sources[UInt32(variant)] = constant ? .constant(table.picks[0]) : .entries(table)
  }

  mutating func add(variant: Int, masked: MaskedValues, selection: Bitmap, base: UInt32) {
    sources[UInt32(variant)] = .values(EntryTable(masked, base: base))
  }

  /// For each slot that has a value in the output its index in the pool, and which slots those are.
  /// A variant without a source makes NULLs.
  func picks(dictionaryIndices: [UInt32]?) -> (picks: [UInt32], valued: Bitmap) {
    var picks: [UInt32] = []
    picks.reserveCapacity(slots.setCount)
    var output = Bitmap(repeating: false, count: slots.count)
    var value = 0
    var taken: [UInt32: Int] = [:]
    slots.forEachSet { slot in
      let hasValue = valued[slot]
      defer { if hasValue { value += 1 } }
      var pick = EntryTable.null
      switch sources[variantOfSlot[slot]] {
      case .constant(let index): pick = index
      case .entries(let table): if hasValue { pick = table.picks[Int(dictionaryIndices![value])] }
      case .values(let table):
        if hasValue {
          pick = table.picks[taken[variantOfSlot[slot], default: 0]]
          taken[variantOfSlot[slot], default: 0] += 1
        }
      case nil: break
      }
      guard pick != EntryTable.null else { return }
      picks.append(pick)
      output.set(slot, to: true)
    }
    return (picks, output)
  }
}

extension Variants {
  /// The variant of each slot: that of its row.
  func slots(of structure: Structure) -> [UInt32] {
    guard case .nested(let levels) = structure, !levels.repetition.isEmpty else { return rows }
    var row = -1
    return levels.repetition.map { repetition in
      if repetition == 0 { row += 1 }
      return rows[row]
    }
  }
}
