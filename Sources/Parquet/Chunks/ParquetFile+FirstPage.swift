import Columnar

extension ParquetFile {
  /// The header of a chunk's first data page, which tells how its writer made pages; nil where it has none.
  /// Little more than headers is read.
  ///
  /// - Throws: `ParquetError` where a header is broken, or what the source throws.
  public func firstDataPage(rowGroup: Int, leaf: Leaf) throws -> PageHeader? {
    guard let metadata = metadata.rowGroups[rowGroup].columns[leaf.index].metadata, metadata.valueCount > 0,
      let range = metadata.pageRange
    else { return nil }
    var walk = PageWalk(source: source, range: range, limits: limits, windowSize: 16 << 10)
    do {
      while let page = try walk.peek() {
        if page.header.slotCount != nil { return page.header }
        walk.advance()
      }
      return nil
    } catch let error as ParquetError {
      throw error.located(place(rowGroup: rowGroup, leaf: leaf, offset: walk.offset))
    }
  }
}
