import Columnar

/// What the pages of a chunk really hold, found by decoding all of them.
public struct ChunkProof: Sendable {
  private var pages: [PageStatistics] = []
  /// Row numbers at which data pages begin; nil where one begins within a row.
  private var firstRows: [Int]? = []
  private let truncation: BoundTruncation

  /// Decodes a chunk.
  ///
  /// - Throws: `ParquetError` where any page is broken, or what the source throws.
  public init(of file: ParquetFile, rowGroup: Int, leaf: Leaf) throws {
    truncation = BoundTruncation(leaf.type)
    var rows = try ChunkReader(file: file, rowGroup: rowGroup, leaf: leaf)
    while try rows.next() != nil {}
    var reader = try ChunkReader(file: file, rowGroup: rowGroup, leaf: leaf)
    let order = SortOrder(leaf.type)
    var row = 0
    while let page = try reader.decodeNext()?.page {
      let slots = page.structure.slotCount
      pages.append(
        PageStatistics(slots: slots, nulls: slots - page.data.count, bounds: Bounds(of: page.data, order)))
      if page.structure.wholeRows == nil { firstRows = nil }
      firstRows?.append(row)
      row += page.structure.wholeRows ?? 0
    }
  }

  var statistics: Statistics { Statistics(of: pages, truncation) }
  var columnIndex: ColumnIndex? { ColumnIndex(of: pages, truncation) }

  /// Nil where pages begin within rows, or have none: an index would have to pass over them.
  func offsetIndex(of copy: ChunkCopy) -> OffsetIndex? {
    let data = copy.pages.filter { $0.header.slotCount != nil }
    guard let firstRows, firstRows.count == data.count else { return nil }
    return OffsetIndex(
      pages: zip(data, firstRows).map { page, row in
        PageLocation(
          offset: page.offset - copy.range.lowerBound, compressedSize: Int32(clamping: page.range.count), firstRow: row)
      })
  }
}

extension Bounds {
  /// A few indices stand for any number of long values: these are not written out.
  fileprivate init?(of data: ColumnData, _ order: SortOrder) {
    switch data {
    case .plain(let values): self.init(of: values, order)
    case .dictionary(let dictionary, let indices): self.init(of: dictionary, at: indices, order)
    }
  }
}

extension Structure {
  /// Rows of a page that begins with one; nil of a page that begins within a row.
  var wholeRows: Int? {
    guard case .nested(let levels) = self, !levels.repetition.isEmpty else { return rows }
    return levels.repetition.first == 0 ? levels.repetition.count { $0 == 0 } : nil
  }

  /// Slots, NULLs and empty lists counted.
  fileprivate var slotCount: Int {
    if case .nested(let levels) = self { levels.slotCount } else { rows }
  }
}
