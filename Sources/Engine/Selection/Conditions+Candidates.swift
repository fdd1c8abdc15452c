import Columnar
import Expressions
import Parquet

extension Conditions {
  /// The rows of a row group that filters may be true of, as far as its statistics tell: ranges in order.
  ///
  /// Statistics only drop rows: one that is in no range cannot match, one that is must be looked at.
  func candidates(_ file: SourceFile, rowGroup: Int) throws -> [Range<Int>] {
    let rows = 0..<file.parquet.metadata.rowGroups[rowGroup].rowCount
    let named = Set(filters.flatMap(\.leaves).map(\.index))
    let leaves = self.leaves.filter { named.contains($0.index) && $0.maxRepetition == 0 }
    guard !leaves.isEmpty, !rows.isEmpty else { return [rows] }
    var known: [Int: ColumnBounds] = [:]
    for leaf in leaves { known[leaf.index] = file.bounds(rowGroup: rowGroup, leaf: leaf) }
    guard mightMatch(known) else { return [] }
    var pages: [Int: [StoredBounds]] = [:]
    for leaf in leaves where leaf.index < file.parquet.schema.leaves.count {
      pages[leaf.index] = try file.parquet.pageBounds(rowGroup: rowGroup, leaf: leaf)
    }
    return pages.isEmpty ? [rows] : candidates(rows, known, pages)
  }

  private func mightMatch(_ bounds: [Int: ColumnBounds]) -> Bool { filters.allSatisfy { $0.mightMatch(bounds) } }

  /// Looks at each run of rows in which no leaf's page ends.
  private func candidates(
    _ rows: Range<Int>, _ group: [Int: ColumnBounds], _ pages: [Int: [StoredBounds]]
  ) -> [Range<Int>] {
    let starts = Set(pages.values.joined().map(\.rows.lowerBound)).union([rows.lowerBound]).sorted()
    var found: [Range<Int>] = []
    var bounds = group
    var next = pages.mapValues { _ in 0 }
    for (start, end) in zip(starts, starts.dropFirst() + [rows.upperBound]) where start < end {
      for (leaf, ofLeaf) in pages {
        while let page = next[leaf], page < ofLeaf.count, ofLeaf[page].rows.lowerBound <= start {
          bounds[leaf] = ColumnBounds(ofLeaf[page])
          next[leaf] = page + 1
        }
      }
      guard mightMatch(bounds) else { continue }
      if let last = found.last, last.upperBound == start {
        found[found.count - 1] = last.lowerBound..<end
      } else {
        found.append(start..<end)
      }
    }
    return found
  }
}

extension SourceFile {
  /// What is known of a leaf in a whole row group.
  fileprivate func bounds(rowGroup: Int, leaf: Leaf) -> ColumnBounds? {
    let own = parquet.schema.leaves.count
    if leaf.index < own { return parquet.bounds(rowGroup: rowGroup, leaf: leaf).map { ColumnBounds($0) } }
    let rows = parquet.metadata.rowGroups[rowGroup].rowCount
    let value = partition[leaf.index - own]
    return value.count == 0
      ? ColumnBounds(nullCount: rows, rows: rows)
      : ColumnBounds(minimum: value, maximum: value, nullCount: 0, rows: rows)
  }
}

extension ColumnBounds {
  fileprivate init(_ stored: StoredBounds) {
    self.init(
      minimum: stored.minimum, maximum: stored.maximum, nullCount: stored.nullCount, rows: stored.rows.count)
  }
}
