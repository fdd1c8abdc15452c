import Columnar

extension PageLocation: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var offset: Int?
    var compressedSize: Int32?
    var firstRow: Int?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int64): offset = try reader.int64()
      case (2, .int32): compressedSize = try reader.int32()
      case (3, .int64): firstRow = try reader.int64()
      default: try reader.skip(field)
      }
    }
    self.init(
      offset: try reader.required(offset, "offset"),
      compressedSize: try reader.required(compressedSize, "compressed_page_size"),
      firstRow: try reader.required(firstRow, "first_row_index"))
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, offset)
    writer.field(2, compressedSize)
    writer.field(3, firstRow)
  }
}

extension OffsetIndex: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var pages: [PageLocation]?
    var unencodedByteArrayBytes: [Int]?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .list): pages = try reader.list(of: PageLocation.self)
      case (2, .list): unencodedByteArrayBytes = try reader.int64List()
      default: try reader.skip(field)
      }
    }
    self.init(
      pages: try reader.required(pages, "page_locations"), unencodedByteArrayBytes: unencodedByteArrayBytes)
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, pages)
    writer.field(2, unencodedByteArrayBytes)
  }
}

extension ColumnIndex: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var nullPages: [Bool]?
    var minValues: [[UInt8]]?
    var maxValues: [[UInt8]]?
    var boundaryOrder: BoundaryOrder?
    var result = ColumnIndex(nullPages: [], minValues: [], maxValues: [], boundaryOrder: .unordered)
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .list):
        nullPages = try reader.list(of: .boolTrue) { (reader) throws(ParquetError) in try reader.byte() == 1 }
      case (2, .list): minValues = try reader.binaryList()
      case (3, .list): maxValues = try reader.binaryList()
      case (4, .int32): boundaryOrder = BoundaryOrder(rawValue: try reader.int32())
      case (5, .list): result.nullCounts = try reader.int64List()
      case (6, .list): result.repetitionLevelHistograms = try reader.int64List()
      case (7, .list): result.definitionLevelHistograms = try reader.int64List()
      case (8, .list): result.nanCounts = try reader.int64List()
      default: try reader.skip(field)
      }
    }
    result.nullPages = try reader.required(nullPages, "null_pages")
    result.minValues = try reader.required(minValues, "min_values")
    result.maxValues = try reader.required(maxValues, "max_values")
    result.boundaryOrder = try reader.required(boundaryOrder, "boundary_order")
    self = result
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, nullPages)
    writer.field(2, minValues)
    writer.field(3, maxValues)
    writer.field(4, boundaryOrder.rawValue)
    writer.field(5, nullCounts)
    writer.field(6, repetitionLevelHistograms)
    writer.field(7, definitionLevelHistograms)
    writer.field(8, nanCounts)
  }
}
