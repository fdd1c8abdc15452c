import Columnar

extension ParquetFile {
  /// Where a chunk's data pages are, or nil where the file does not tell.
  ///
  /// Proven: pages lie within the file in ascending order, and so do their first rows.
  public func offsetIndex(rowGroup: Int, leaf: Leaf) throws -> OffsetIndex? {
    let chunk = metadata.rowGroups[rowGroup].columns[leaf.index]
    return try structure(at: chunk.offsetIndexOffset, chunk.offsetIndexLength, place(rowGroup: rowGroup, leaf: leaf)) {
      (index: OffsetIndex) throws(ParquetError) in
      try index.validate(rows: metadata.rowGroups[rowGroup].rowCount, pagesWithin: 0..<footerRange.lowerBound)
    }
  }

  /// Statistics of a chunk's data pages, or nil where the file has none.
  ///
  /// Proven: all lists have an entry a page.
  public func columnIndex(rowGroup: Int, leaf: Leaf) throws -> ColumnIndex? {
    let chunk = metadata.rowGroups[rowGroup].columns[leaf.index]
    return try structure(at: chunk.columnIndexOffset, chunk.columnIndexLength, place(rowGroup: rowGroup, leaf: leaf)) {
      (index: ColumnIndex) throws(ParquetError) in try index.validate()
    }
  }

  private func structure<Structure: ThriftStructure>(
    at offset: Int?, _ length: Int32?, _ place: Place, validate: (Structure) throws(ParquetError) -> Void
  ) throws -> Structure? {
    guard let offset, let length, length != 0 else { return nil }
    do {
      guard offset >= 0, length > 0, offset <= footerRange.lowerBound - Int(length) else {
        throw ParquetError.malformed("the page index is not within the file")
      }
      let bytes = try source.read(offset..<offset + Int(length))
      var reader = ThriftReader(bytes.span, at: offset)
      let structure = try Structure(from: &reader)
      try validate(structure)
      return structure
    } catch let error as ParquetError {
      throw error.located(place)
    }
  }
}

extension OffsetIndex {
  fileprivate func validate(rows: Int, pagesWithin area: Range<Int>) throws(ParquetError) {
    var end = area.lowerBound
    var row = 0
    for (number, page) in pages.enumerated() {
      guard page.offset >= end, page.compressedSize >= 0, page.offset <= area.upperBound - Int(page.compressedSize),
        page.firstRow >= row, page.firstRow <= rows, number > 0 || page.firstRow == 0
      else { throw .malformed("the offset index is out of order") }
      end = page.offset + Int(page.compressedSize)
      row = page.firstRow
    }
    if let unencodedByteArrayBytes, unencodedByteArrayBytes.count != pages.count {
      throw .malformed("the offset index has lists of different lengths")
    }
  }
}

extension ColumnIndex {
  fileprivate func validate() throws(ParquetError) {
    let count = nullPages.count
    guard minValues.count == count, maxValues.count == count, (nullCounts ?? []).isEmpty || nullCounts?.count == count,
      (nanCounts ?? []).isEmpty || nanCounts?.count == count
    else { throw .malformed("the column index has lists of different lengths") }
  }
}
