import Columnar

/// Proves that a list goes on only where it has elements: other levels make rows that nobody can put together.
struct ListContinuity {
  /// For each repetition level the definition level that it takes; 0 for where a row begins.
  private let needed: [UInt8]
  /// Of the last slot before the next page; the greatest where that page was passed over.
  private var last = UInt8.max

  init(_ leaf: Leaf) {
    needed = [0] + (0..<leaf.maxRepetition).map { UInt8(leaf.definitionOfRepetition($0 + 1)) }
  }

  /// Takes the rows of the next page, whose levels are known not to be above the greatest.
  mutating func check(_ structure: Structure) throws(ParquetError) {
    guard case .nested(let levels) = structure, !levels.repetition.isEmpty else { return }
    let needed = needed
    let (definition, repetition) = (levels.definition.span, levels.repetition.span)
    var (isBroken, previous) = (false, last)
    for slot in repetition.indices {
      if min(previous, definition[slot]) < needed[Int(repetition[slot])] { isBroken = true }
      previous = definition[slot]
    }
    last = previous
    guard !isBroken else { throw .malformed("a list goes on where it has no elements") }
  }

  mutating func passOver() { last = .max }
}
