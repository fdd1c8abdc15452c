import Columnar

extension PageHeader {
  /// Proves that all counts and sizes are possible and within limits.
  func validate(_ limits: ReadLimits) throws(ParquetError) {
    guard uncompressedSize >= 0, compressedSize >= 0 else { throw .malformed("the page has a negative size") }
    guard max(uncompressedSize, compressedSize) <= limits.maxPageSize else {
      throw .limitExceeded(
        "the page has \(max(uncompressedSize, compressedSize)) bytes, over the limit of \(limits.maxPageSize)",
        hint: "raise the limit of page sizes")
    }
    let count: Int32
    switch content {
    case .data(let header): count = header.valueCount
    case .dataV2(let header):
      count = header.valueCount
      try header.validate(size: compressedSize, uncompressedSize: uncompressedSize)
    case .dictionary(let header): count = header.valueCount
    case .index: count = 0
    }
    guard count >= 0 else { throw .malformed("the page has a negative number of values") }
    // Runs can stand for any number of values in a few bytes; in memory each takes four bytes (an index).
    guard Int(count) <= limits.maxPageSize / 4 else {
      throw .limitExceeded(
        "the page has \(count) values, over the limit of \(limits.maxPageSize / 4)",
        hint: "raise the limit of page sizes")
    }
  }
}

extension DataPageHeaderV2 {
  fileprivate func validate(size: Int32, uncompressedSize: Int32) throws(ParquetError) {
    guard nullCount >= 0, nullCount <= valueCount, rowCount >= 0, rowCount <= valueCount || valueCount == 0 else {
      throw .malformed("the page has impossible numbers of values, nulls and rows")
    }
    let (levels, overflow) = definitionLevelsSize.addingReportingOverflow(repetitionLevelsSize)
    guard definitionLevelsSize >= 0, repetitionLevelsSize >= 0, !overflow, levels <= min(size, uncompressedSize) else {
      throw .malformed("the page's levels do not fit its size")
    }
  }
}
