import Columnar

/// `respond`: the true value with a probability, else one of a list; fixed for a cell.
struct RespondKernel: Sendable {
  /// The true value remains where 53 bits drawn are below this.
  private let threshold: Double
  /// The answers, as values of the column's type.
  private let answers: Values
  private let draws: CellDraws

  init(keep: ExactDecimal, _ answers: Values, _ leaf: Leaf, _ keys: MaskKeys) {
    threshold = keep.nearestDouble * 0x1p53
    self.answers = answers
    draws = CellDraws("respond", leaf, keys)
  }

  func apply(_ values: Values, _ cells: CellPositions) throws(MaskingError) -> Values {
    let digests = try draws.digests(for: values, at: cells)
    let (span, count) = (digests.span, UInt64(answers.count))
    let indices = [UInt32](filling: values.count) { indices in
      for index in 0..<indices.count {
        let uniform = span.bigEndian64(at: 32 &* index) >> 11
        let answer = span.bigEndian64(at: 32 &* index &+ 8) % count
        indices[index] = UInt32(
          truncatingIfNeeded: Double(uniform) < threshold ? UInt64(index) : UInt64(values.count) + answer)
      }
    }
    return values.appending(answers).gathered(indices)
  }
}
