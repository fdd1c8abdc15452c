extension ColumnChunk: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    self.init(metadata: nil)
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .binary): filePath = try reader.text()
      case (2, .int64): fileOffset = try reader.int64()
      case (3, .structure): metadata = try ColumnMetadata(from: &reader)
      case (4, .int64): offsetIndexOffset = try reader.int64()
      case (5, .int32): offsetIndexLength = try reader.int32()
      case (6, .int64): columnIndexOffset = try reader.int64()
      case (7, .int32): columnIndexLength = try reader.int32()
      case (8, _), (9, _):
        isEncrypted = true
        try reader.skip(field)
      default: try reader.skip(field)
      }
    }
  }

  /// Encrypted chunks are refused, so that nothing of encryption is ever written.
  func encode(to writer: inout ThriftWriter) {
    writer.field(1, filePath)
    writer.field(2, fileOffset)
    writer.field(3, metadata)
    writer.field(4, offsetIndexOffset)
    writer.field(5, offsetIndexLength)
    writer.field(6, columnIndexOffset)
    writer.field(7, columnIndexLength)
  }
}

extension PageEncodingStats: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var pageType: PageType?
    var encoding: Encoding?
    var count: Int32?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int32): pageType = try PageType(from: &reader)
      case (2, .int32): encoding = try Encoding(from: &reader)
      case (3, .int32): count = try reader.int32()
      default: try reader.skip(field)
      }
    }
    self.init(
      pageType: try reader.required(pageType, "page_type"), encoding: try reader.required(encoding, "encoding"),
      count: try reader.required(count, "count"))
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, pageType.rawValue)
    writer.field(2, encoding.rawValue)
    writer.field(3, count)
  }
}
