import Columnar

/// Levels of the rows that wait for their page to be full: appended to in place.
struct PendingStructure {
  private(set) var rows = 0
  /// Slots, NULLs counted.
  private(set) var slots = 0
  /// One a slot, of a leaf with one definition level and no repetition.
  private(set) var validity = Bitmap(repeating: false, count: 0)
  /// One a slot, of other leaves that have levels.
  private(set) var definition: [UInt8] = []
  private(set) var repetition: [UInt8] = []

  /// Appends the slots of a range, in which `rows` rows begin.
  mutating func append(_ added: PageStructure, slots range: Range<Int>, rows: Int) {
    self.rows += rows
    slots += range.count
    switch added {
    case .required: break
    case .optional(let bits): validity.append(contentsOf: range == 0..<bits.count ? bits : bits[range])
    case .nested(let levels):
      definition.append(contentsOf: levels.definition[range])
      if !levels.repetition.isEmpty { repetition.append(contentsOf: levels.repetition[range]) }
    }
  }
}
