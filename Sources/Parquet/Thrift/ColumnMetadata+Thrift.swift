extension ColumnMetadata: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var type: PrimitiveType?
    var encodings: [Encoding]?
    var path: [String]?
    var codec: CompressionCodec?
    var valueCount: Int?
    var totalUncompressedSize: Int?
    var totalCompressedSize: Int?
    var dataPageOffset: Int?
    // What need not be there is gathered in the result itself.
    var result = ColumnMetadata(
      type: .boolean, encodings: [], path: [], codec: .uncompressed, valueCount: 0, totalUncompressedSize: 0,
      totalCompressedSize: 0, dataPageOffset: 0)
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int32): type = try PrimitiveType(from: &reader)
      case (2, .list):
        encodings = try reader.list(of: .int32) { (reader) throws(ParquetError) in try Encoding(from: &reader) }
      case (3, .list):
        path = try reader.list(of: .binary) { (reader) throws(ParquetError) in try reader.name() }
      case (4, .int32): codec = CompressionCodec(rawValue: try reader.int32())
      case (5, .int64): valueCount = try reader.int64()
      case (6, .int64): totalUncompressedSize = try reader.int64()
      case (7, .int64): totalCompressedSize = try reader.int64()
      case (8, .list): result.keyValueMetadata = try reader.list(of: KeyValue.self)
      case (9, .int64): dataPageOffset = try reader.int64()
      case (10, .int64): result.indexPageOffset = try reader.int64()
      case (11, .int64): result.dictionaryPageOffset = try reader.int64()
      case (12, .structure): result.statistics = try Statistics(from: &reader)
      case (13, .list): result.encodingStats = try reader.list(of: PageEncodingStats.self)
      case (14, .int64): result.bloomFilterOffset = try reader.int64()
      case (15, .int32): result.bloomFilterLength = try reader.int32()
      case (16, .structure): result.sizeStatistics = try SizeStatistics(from: &reader)
      case (17, .structure): result.geospatialStatistics = try GeospatialStatistics(from: &reader)
      default: try reader.skip(field)
      }
    }
    result.type = try reader.required(type, "type")
    result.encodings = try reader.required(encodings, "encodings")
    result.path = try reader.required(path, "path_in_schema")
    result.codec = try reader.required(codec, "codec")
    result.valueCount = try reader.required(valueCount, "num_values")
    result.totalUncompressedSize = try reader.required(totalUncompressedSize, "total_uncompressed_size")
    result.totalCompressedSize = try reader.required(totalCompressedSize, "total_compressed_size")
    result.dataPageOffset = try reader.required(dataPageOffset, "data_page_offset")
    self = result
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, type.rawValue)
    writer.field(2, encodings.map(\.rawValue))
    writer.field(3, path)
    writer.field(4, codec.rawValue)
    writer.field(5, valueCount)
    writer.field(6, totalUncompressedSize)
    writer.field(7, totalCompressedSize)
    writer.field(8, keyValueMetadata)
    writer.field(9, dataPageOffset)
    writer.field(10, indexPageOffset)
    writer.field(11, dictionaryPageOffset)
    writer.field(12, statistics)
    writer.field(13, encodingStats)
    writer.field(14, bloomFilterOffset)
    writer.field(15, bloomFilterLength)
    writer.field(16, sizeStatistics)
    writer.field(17, geospatialStatistics)
  }
}
