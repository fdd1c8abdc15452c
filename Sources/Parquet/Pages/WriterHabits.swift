import Columnar

/// Where a file's writer is known to have gone another way than the format. Such pages can be read, but not copied into a
/// file of another writer, where they would mean something else.
struct WriterHabits: Hashable, Sendable {
  /// Impala fills the bytes of the deprecated BIT_PACKED encoding of levels from their least significant bit.
  var reversesBitPackedLevels = false
  /// Parquet.jl gives every page the checksum 0.
  var leavesChecksumsZero = false
  /// Before parquet-cpp became Arrow's, its v2 pages were compressed whatever their headers say (ARROW-10353).
  var compressesAllPages = false

  init(createdBy writer: String?) {
    guard let writer else { return }
    reversesBitPackedLevels = writer.hasPrefix("impala")
    leavesChecksumsZero = writer.hasPrefix("Parquet.jl")
    compressesAllPages = writer.hasPrefix("parquet-cpp version 1.")
  }
}

extension RawPage {
  /// Whether the page means what it does only in a file by its writer.
  func depends(on habits: WriterHabits, _ leaf: Leaf) -> Bool {
    if habits.leavesChecksumsZero, header.crc == 0 { return true }
    switch header.content {
    case .data(let data):
      return habits.reversesBitPackedLevels
        && (leaf.maxDefinition > 0 && data.definitionLevelEncoding == .bitPacked
          || leaf.maxRepetition > 0 && data.repetitionLevelEncoding == .bitPacked)
    case .dataV2(let data): return habits.compressesAllPages && data.isCompressed == false
    case .dictionary, .index: return false
    }
  }
}
