import Columnar

extension SizeStatistics {
  /// Statistics of a leaf's chunk to which nothing has been added yet. Histograms of levels that are always 0 say nothing.
  init(of leaf: Leaf) {
    self.init(
      unencodedByteArrayBytes: leaf.type.physical == .byteArray ? 0 : nil,
      repetitionLevelHistogram: Self.zeros(leaf.maxRepetition), definitionLevelHistogram: Self.zeros(leaf.maxDefinition)
    )
  }

  private static func zeros(_ maximum: Int) -> [Int]? {
    maximum == 0 ? nil : [Int](repeating: 0, count: maximum + 1)
  }

  mutating func add(_ structure: Structure, _ data: ColumnData) {
    if let bytes = unencodedByteArrayBytes { unencodedByteArrayBytes = bytes + data.unencodedBytes }
    switch structure {
    case .required(let rows): definitionLevelHistogram?[1] += rows
    case .optional(let validity):
      definitionLevelHistogram?[0] += validity.count - validity.setCount
      definitionLevelHistogram?[1] += validity.setCount
    case .nested(let levels):
      for level in levels.definition { definitionLevelHistogram?[Int(level)] += 1 }
      for level in levels.repetition { repetitionLevelHistogram?[Int(level)] += 1 }
    }
  }

  /// What of it can be true of a chunk with so many slots.
  func plausible(_ leaf: Leaf, slots: Int) -> SizeStatistics {
    func checked(_ histogram: [Int]?, _ maximum: Int) -> [Int]? {
      guard let histogram, histogram.count == maximum + 1, histogram.allSatisfy({ 0...slots ~= $0 }),
        // Within 64 bits: no slots but those of a file are counted, and levels are few.
        histogram.reduce(0, &+) == slots
      else { return nil }
      return histogram
    }
    return SizeStatistics(
      unencodedByteArrayBytes: leaf.type.physical == .byteArray
        ? unencodedByteArrayBytes.flatMap { $0 >= 0 ? $0 : nil } : nil,
      repetitionLevelHistogram: checked(repetitionLevelHistogram, leaf.maxRepetition),
      definitionLevelHistogram: checked(definitionLevelHistogram, leaf.maxDefinition))
  }
}

extension ColumnIndex {
  /// Without histograms that are not of as many pages and levels.
  func withPlausibleHistograms(_ leaf: Leaf) -> ColumnIndex {
    func checked(_ histograms: [Int]?, _ maximum: Int) -> [Int]? {
      histograms.flatMap { $0.count == nullPages.count * (maximum + 1) && $0.allSatisfy { $0 >= 0 } ? $0 : nil }
    }
    var result = self
    result.repetitionLevelHistograms = checked(repetitionLevelHistograms, leaf.maxRepetition)
    result.definitionLevelHistograms = checked(definitionLevelHistograms, leaf.maxDefinition)
    return result
  }
}

extension ColumnData {
  /// Bytes of byte strings without their lengths.
  fileprivate var unencodedBytes: Int {
    switch self {
    case .plain(.bytes(let values)): values.bytes.count
    case .dictionary(.bytes(let values), let indices): indices.reduce(0) { $0 + values.range(Int($1)).count }
    case .plain, .dictionary: 0
    }
  }
}
