import Columnar

extension FileMetadata {
  /// Encryption is refused before anything else is looked at: its metadata makes no sense without keys.
  func refuseEncrypted() throws(ParquetError) {
    guard !isEncrypted else { throw .unsupported("the file is encrypted") }
    for (number, group) in rowGroups.enumerated() where group.columns.contains(where: \.isEncrypted) {
      throw .unsupported("a column is encrypted", at: Place(rowGroup: number))
    }
  }

  /// Proves that row groups and chunks fit the schema and that pages lie within `area` of the file.
  func validate(
    against schema: Schema, pagesWithin area: Range<Int>, limits: ReadLimits
  ) throws(ParquetError) {
    var rows = 0
    for (number, group) in rowGroups.enumerated() {
      do throws(ParquetError) {
        try group.validate(against: schema, pagesWithin: area)
      } catch {
        throw error.located(Place(rowGroup: number))
      }
      let (sum, overflow) = rows.addingReportingOverflow(group.rowCount)
      guard !overflow else { throw .malformed("the file claims an impossible number of rows") }
      rows = sum
    }
    // Without columns there are no bytes that could bear a claimed number of rows out.
    guard !schema.leaves.isEmpty || rows <= limits.maxPageSize / 4 else {
      throw .limitExceeded("the file has no columns and claims \(rows) rows")
    }
  }
}

extension RowGroup {
  fileprivate func validate(against schema: Schema, pagesWithin area: Range<Int>) throws(ParquetError) {
    guard rowCount >= 0 else { throw .malformed("the row group has a negative number of rows") }
    guard columns.count == schema.leaves.count else {
      throw .malformed(
        "the row group has \(columns.count) column chunks where the schema has \(schema.leaves.count) leaves")
    }
    for (chunk, leaf) in zip(columns, schema.leaves) {
      do throws(ParquetError) {
        try chunk.validate(for: leaf, rows: rowCount, pagesWithin: area)
      } catch {
        throw error.located(Place(column: leaf.dottedPath))
      }
    }
  }
}

extension ColumnChunk {
  fileprivate func validate(for leaf: Leaf, rows: Int, pagesWithin area: Range<Int>) throws(ParquetError) {
    guard filePath == nil else { throw .unsupported("the column chunk is in another file") }
    guard let metadata else { throw .malformed("the column chunk has no metadata") }
    guard metadata.type == leaf.type.physical.primitive else {
      throw .malformed("the column chunk's type is not the schema's")
    }
    guard metadata.path == leaf.path else { throw .malformed("the column chunk's path is not the schema's") }
    guard metadata.valueCount >= 0, metadata.totalUncompressedSize >= 0 else {
      throw .malformed("the column chunk has a negative count or size")
    }
    // Only lists make the numbers of rows and slots differ: each row then has at least one slot.
    guard leaf.maxRepetition == 0 ? metadata.valueCount == rows : metadata.valueCount >= rows else {
      throw .malformed("the column chunk has \(metadata.valueCount) values where the row group has \(rows) rows")
    }
    // Writers put all sorts of offsets where there are no pages.
    guard metadata.valueCount > 0 else { return }
    guard let range = metadata.pageRange, area.contains(range) else {
      throw .malformed("the column chunk goes beyond the file's pages")
    }
  }
}

extension ColumnMetadata {
  /// Where the chunk's pages are in the file; nil where offset and size are no range.
  ///
  /// Old writers leave the dictionary page's offset out, or 0, where the dictionary comes first at the offset of
  /// the data pages; its offset counts only before the data pages.
  public var pageRange: Range<Int>? {
    var start = dataPageOffset
    if let dictionary = dictionaryPageOffset, dictionary > 0, dictionary < start { start = dictionary }
    let (end, overflow) = start.addingReportingOverflow(totalCompressedSize)
    guard start >= 0, totalCompressedSize >= 0, !overflow else { return nil }
    return start..<end
  }
}
