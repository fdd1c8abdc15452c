extension Statistics: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    self.init()
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .binary): max = try reader.binary()
      case (2, .binary): min = try reader.binary()
      case (3, .int64): nullCount = try reader.int64()
      case (4, .int64): distinctCount = try reader.int64()
      case (5, .binary): maxValue = try reader.binary()
      case (6, .binary): minValue = try reader.binary()
      case (7, .boolTrue), (7, .boolFalse): isMaxValueExact = field.isTrue
      case (8, .boolTrue), (8, .boolFalse): isMinValueExact = field.isTrue
      case (9, .int64): nanCount = try reader.int64()
      default: try reader.skip(field)
      }
    }
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, max)
    writer.field(2, min)
    writer.field(3, nullCount)
    writer.field(4, distinctCount)
    writer.field(5, maxValue)
    writer.field(6, minValue)
    writer.field(7, isMaxValueExact)
    writer.field(8, isMinValueExact)
    writer.field(9, nanCount)
  }
}

extension SizeStatistics: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    self.init()
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int64): unencodedByteArrayBytes = try reader.int64()
      case (2, .list): repetitionLevelHistogram = try reader.int64List()
      case (3, .list): definitionLevelHistogram = try reader.int64List()
      default: try reader.skip(field)
      }
    }
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, unencodedByteArrayBytes)
    writer.field(2, repetitionLevelHistogram)
    writer.field(3, definitionLevelHistogram)
  }
}
