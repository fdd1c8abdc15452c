extension RowGroup: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var columns: [ColumnChunk]?
    var totalByteSize: Int?
    var rowCount: Int?
    var result = RowGroup(columns: [], totalByteSize: 0, rowCount: 0)
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .list): columns = try reader.list(of: ColumnChunk.self)
      case (2, .int64): totalByteSize = try reader.int64()
      case (3, .int64): rowCount = try reader.int64()
      case (4, .list): result.sortingColumns = try reader.list(of: SortingColumn.self)
      case (5, .int64): result.fileOffset = try reader.int64()
      case (6, .int64): result.totalCompressedSize = try reader.int64()
      case (7, .int16): result.ordinal = try reader.int16()
      default: try reader.skip(field)
      }
    }
    result.columns = try reader.required(columns, "columns")
    result.totalByteSize = try reader.required(totalByteSize, "total_byte_size")
    result.rowCount = try reader.required(rowCount, "num_rows")
    self = result
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, columns)
    writer.field(2, totalByteSize)
    writer.field(3, rowCount)
    writer.field(4, sortingColumns)
    writer.field(5, fileOffset)
    writer.field(6, totalCompressedSize)
    writer.field(7, ordinal)
  }
}

extension SortingColumn: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var column: Int32?
    var descending: Bool?
    var nullsFirst: Bool?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int32): column = try reader.int32()
      case (2, .boolTrue), (2, .boolFalse): descending = field.isTrue
      case (3, .boolTrue), (3, .boolFalse): nullsFirst = field.isTrue
      default: try reader.skip(field)
      }
    }
    self.init(
      column: try reader.required(column, "column_idx"), descending: try reader.required(descending, "descending"),
      nullsFirst: try reader.required(nullsFirst, "nulls_first"))
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, column)
    writer.field(2, descending)
    writer.field(3, nullsFirst)
  }
}
