import Columnar

/// What is known of one page: the entry it has in the column index.
struct PageStatistics: Hashable, Sendable {
  /// Slots, NULLs counted.
  var slots: Int
  var nulls: Int
  /// Nil where all are NULL (or NaN), or the type has no order.
  var bounds: Bounds?
}

extension Statistics {
  /// Statistics of a chunk from those of its pages.
  init(of pages: [PageStatistics], _ truncation: BoundTruncation) {
    self.init(nullCount: pages.reduce(0) { $0 + $1.nulls })
    guard var bounds = pages.lazy.compactMap(\.bounds).first else { return }
    for page in pages {
      if let other = page.bounds { bounds.formUnion(other, truncation.order) }
    }
    let minimum = truncation.minimum(bounds.lowest)
    let maximum = truncation.maximum(bounds.highest)
    minValue = minimum.bytes
    isMinValueExact = minimum.exact
    maxValue = maximum.bytes
    isMaxValueExact = maximum.exact
  }
}

extension ColumnIndex {
  /// The index of a chunk's pages; nil where a page with values has no bounds, for then there can be none.
  init?(of pages: [PageStatistics], _ truncation: BoundTruncation) {
    self.init(nullPages: [], minValues: [], maxValues: [], boundaryOrder: .unordered, nullCounts: [])
    var bounded: [Bounds] = []
    for page in pages {
      let isNull = page.nulls == page.slots
      guard isNull || page.bounds != nil else { return nil }
      let bounds = page.bounds.map {
        Bounds(lowest: truncation.minimum($0.lowest).bytes, highest: truncation.maximum($0.highest).bytes)
      }
      nullPages.append(isNull)
      minValues.append(bounds?.lowest ?? [])
      maxValues.append(bounds?.highest ?? [])
      nullCounts?.append(page.nulls)
      if let bounds { bounded.append(bounds) }
    }
    boundaryOrder = Self.order(of: bounded, truncation.order)
  }

  private static func order(of bounds: [Bounds], _ order: SortOrder) -> BoundaryOrder {
    let steps = zip(bounds, bounds.dropFirst())
    let descends = { (a: Bounds, b: Bounds) in
      order.isLess(b.lowest, a.lowest) || order.isLess(b.highest, a.highest)
    }
    if !steps.contains(where: { descends($0, $1) }) { return .ascending }
    if !steps.contains(where: { descends($1, $0) }) { return .descending }
    return .unordered
  }
}
