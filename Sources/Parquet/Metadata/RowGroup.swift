/// One column that a row group's rows are sorted by (parquet.thrift, `SortingColumn`).
public struct SortingColumn: Hashable, Sendable {
  /// Position among the leaves.
  public var column: Int32
  public var descending: Bool
  public var nullsFirst: Bool

  public init(column: Int32, descending: Bool, nullsFirst: Bool) {
    self.column = column
    self.descending = descending
    self.nullsFirst = nullsFirst
  }
}

/// A run of rows, one chunk a leaf (parquet.thrift, `RowGroup`).
public struct RowGroup: Hashable, Sendable {
  public var columns: [ColumnChunk]
  /// Bytes of all pages, decompressed.
  public var totalByteSize: Int
  public var rowCount: Int
  public var sortingColumns: [SortingColumn]?
  public var fileOffset: Int?
  /// Bytes of all pages as stored.
  public var totalCompressedSize: Int?
  public var ordinal: Int16?

  public init(
    columns: [ColumnChunk], totalByteSize: Int, rowCount: Int, sortingColumns: [SortingColumn]? = nil,
    fileOffset: Int? = nil, totalCompressedSize: Int? = nil, ordinal: Int16? = nil
  ) {
    self.columns = columns
    self.totalByteSize = totalByteSize
    self.rowCount = rowCount
    self.sortingColumns = sortingColumns
    self.fileOffset = fileOffset
    self.totalCompressedSize = totalCompressedSize
    self.ordinal = ordinal
  }
}
