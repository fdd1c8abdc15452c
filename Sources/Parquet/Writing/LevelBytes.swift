import Columnar

/// The encoded levels of a page, each empty where the leaf has none.
struct LevelBytes {
  var repetition: [UInt8] = []
  var definition: [UInt8] = []
  /// Slots, NULLs counted.
  var slots: Int
  var nulls: Int
  var rows: Int

  /// A flat leaf whose rows are all there, or all NULL.
  init(_ leaf: Leaf, rows: Int, isNull: Bool) {
    if leaf.maxDefinition > 0 {
      definition = RunLengthBitPacked.run(of: isNull ? 0 : 1, count: rows, width: 1)
    }
    slots = rows
    nulls = isNull ? rows : 0
    self.rows = rows
  }

  init(_ leaf: Leaf, _ structure: PendingStructure, values: Int) {
    if leaf.maxRepetition > 0 {
      let width = BitPacking.width(of: UInt64(leaf.maxRepetition))
      repetition = RunLengthBitPacked.encode(structure.repetition.span, width: width)
    }
    if leaf.maxRepetition > 0 || leaf.maxDefinition > 1 {
      let width = BitPacking.width(of: UInt64(leaf.maxDefinition))
      definition = RunLengthBitPacked.encode(structure.definition.span, width: width)
    } else if leaf.maxDefinition == 1 {
      definition = RunLengthBitPacked.encode(structure.validity)
    }
    slots = structure.slots
    nulls = slots - values
    rows = structure.rows
  }

  /// As the first form of data pages has them: each behind its length.
  func prefixed(_ leaf: Leaf) -> [UInt8] {
    (leaf.maxRepetition > 0 ? RunLengthBitPacked.prefixed(repetition) : [])
      + (leaf.maxDefinition > 0 ? RunLengthBitPacked.prefixed(definition) : [])
  }
}
