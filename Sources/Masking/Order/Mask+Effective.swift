import Columnar

extension Mask {
  /// The mask applied to a cell that a set of masks is on: their greatest lower bound in the order. Nil is clear.
  ///
  /// `type` is the column's, if known. It depends on neither order nor repetition, and adding a mask never shows more.
  public static func effective(_ masks: Set<Mask>, type: LeafType?) -> Mask? {
    if masks.count < 2 { return masks.first }
    if let bottom = bottom(of: masks) { return bottom }
    var joined: [Mask] = []
    for family in MaskFamily.divide(masks) {
      guard let mask = family.join(isExact: type?.isExact ?? false), joined.count < 2 else { return .null }
      joined.append(mask)
    }
    if joined.count == 1 { return joined[0] }
    return across(joined[0], joined[1], isExact: type?.isExact ?? false)
      ?? across(joined[1], joined[0], isExact: type?.isExact ?? false) ?? .null
  }

  /// What a set with a bottom element comes to, nil if it has none.
  private static func bottom(of masks: Set<Mask>) -> Mask? {
    if masks.contains(.drop) { return .drop }
    if masks.contains(.null) { return .null }
    let constants = masks.filter(\.isBottom)
    return constants.count > 1 ? .null : constants.first
  }

  /// The bucket of those of `bucket`'s bounds that can be told from what `other` shows.
  private static func across(_ bucket: Mask, _ other: Mask, isExact: Bool) -> Mask? {
    guard case .bucket(let bounds) = bucket.function else { return nil }
    let kept = bounds.filter { bound in
      switch other.function {
      case .round(let step): bound.isMultiple(of: step, isExact: isExact)
      case .truncate(let unit): unit != .week && bound.starts(unit)
      default: false
      }
    }
    return kept.isEmpty ? nil : Mask(.bucket(kept))
  }
}
