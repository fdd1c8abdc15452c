import Columnar
import Masking

/// Puts together, slot by slot, what different masks made of a column's cells.
struct CellBlend {
  /// Slots that are cells, and those of them that have a value.
  let slots: Bitmap
  let valued: Bitmap
  let variantOfSlot: [UInt32]
  /// By the number of the variant.
  private var sources: [Int: Source] = [:]

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
  func values(ofVariant variant: Int) -> Bitmap { slots(ofVariant: variant).selected(by: valued) }

  private func slots(ofVariant variant: Int) -> Bitmap {
    let variants = variantOfSlot.span
    return Bitmap(count: variants.count) { variants[$0] == UInt32(variant) }
  }

  mutating func add(variant: Int, table: EntryTable, constant: Bool) {
    sources[variant] = constant ? .constant(table.picks[0]) : .entries(table)
  }

  mutating func add(variant: Int, masked: MaskedValues, base: UInt32) {
    sources[variant] = .values(EntryTable(masked, base: base))
  }

  /// For each slot that has a value in the output its index in the pool, and which slots those are.
  /// A variant without a source makes NULLs.
  func picks(dictionaryIndices: [UInt32]?) -> (picks: [UInt32], valued: Bitmap) {
    var picks = [UInt32](repeating: EntryTable.null, count: slots.count)
    for (variant, source) in sources { write(source, of: variant, dictionaryIndices, to: &picks) }
    let output = Bitmap(count: picks.count) { [found = picks] in found[$0] != EntryTable.null }
    return (picks.filter { $0 != EntryTable.null }, output)
  }

  private func write(_ source: Source, of variant: Int, _ dictionaryIndices: [UInt32]?, to picks: inout [UInt32]) {
    switch source {
    case .constant(let index): (slots(ofVariant: variant) & slots).forEachSet { picks[$0] = index }
    case .entries(let table):
      let indices = dictionaryIndices!.selected(by: values(ofVariant: variant))
      scatter(indices.map { table.picks[Int($0)] }, over: variant, to: &picks)
    case .values(let table): scatter(table.picks, over: variant, to: &picks)
    }
  }

  /// Puts the picks of a variant's values where these stand.
  private func scatter(_ found: [UInt32], over variant: Int, to picks: inout [UInt32]) {
    var value = 0
    (slots(ofVariant: variant) & valued).forEachSet { slot in
      picks[slot] = found[value]
      value += 1
    }
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
