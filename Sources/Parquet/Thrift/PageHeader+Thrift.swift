import Columnar

extension PageHeader: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var type: PageType?
    var uncompressedSize: Int32?
    var compressedSize: Int32?
    var crc: UInt32?
    var data: DataPageHeader?
    var dictionary: DictionaryPageHeader?
    var dataV2: DataPageHeaderV2?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int32): type = try PageType(from: &reader)
      case (2, .int32): uncompressedSize = try reader.int32()
      case (3, .int32): compressedSize = try reader.int32()
      case (4, .int32): crc = UInt32(bitPattern: try reader.int32())
      case (5, .structure): data = try DataPageHeader(from: &reader)
      case (7, .structure): dictionary = try DictionaryPageHeader(from: &reader)
      case (8, .structure): dataV2 = try DataPageHeaderV2(from: &reader)
      default: try reader.skip(field)
      }
    }
    self.init(
      uncompressedSize: try reader.required(uncompressedSize, "uncompressed_page_size"),
      compressedSize: try reader.required(compressedSize, "compressed_page_size"), crc: crc, content: .index)
    switch try reader.required(type, "type") {
    case .data: content = .data(try reader.required(data, "data_page_header"))
    case .index: break
    case .dictionary: content = .dictionary(try reader.required(dictionary, "dictionary_page_header"))
    case .dataV2: content = .dataV2(try reader.required(dataV2, "data_page_header_v2"))
    }
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, type.rawValue)
    writer.field(2, uncompressedSize)
    writer.field(3, compressedSize)
    writer.field(4, crc.map { Int32(bitPattern: $0) })
    switch content {
    case .data(let header): writer.field(5, header)
    case .index: writer.field(6) { _ in }
    case .dictionary(let header): writer.field(7, header)
    case .dataV2(let header): writer.field(8, header)
    }
  }
}

extension PageType {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    let number = try reader.int32()
    guard let type = PageType(rawValue: number) else {
      throw .unsupported("page type \(number) is not known", at: reader.place)
    }
    self = type
  }
}

extension Encoding {
  init(from reader: inout ThriftReader) throws(ParquetError) { self.init(rawValue: try reader.int32()) }
}

extension DataPageHeader: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var valueCount: Int32?
    var encoding: Encoding?
    var definitionLevelEncoding: Encoding?
    var repetitionLevelEncoding: Encoding?
    var statistics: Statistics?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int32): valueCount = try reader.int32()
      case (2, .int32): encoding = try Encoding(from: &reader)
      case (3, .int32): definitionLevelEncoding = try Encoding(from: &reader)
      case (4, .int32): repetitionLevelEncoding = try Encoding(from: &reader)
      case (5, .structure): statistics = try Statistics(from: &reader)
      default: try reader.skip(field)
      }
    }
    self.init(
      valueCount: try reader.required(valueCount, "num_values"), encoding: try reader.required(encoding, "encoding"),
      definitionLevelEncoding: try reader.required(definitionLevelEncoding, "definition_level_encoding"),
      repetitionLevelEncoding: try reader.required(repetitionLevelEncoding, "repetition_level_encoding"),
      statistics: statistics)
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, valueCount)
    writer.field(2, encoding.rawValue)
    writer.field(3, definitionLevelEncoding.rawValue)
    writer.field(4, repetitionLevelEncoding.rawValue)
    writer.field(5, statistics)
  }
}

extension DataPageHeaderV2: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var numbers = [Int32?](repeating: nil, count: 6)
    var isCompressed: Bool?
    var statistics: Statistics?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1...6, .int32): numbers[Int(field.id) - 1] = try reader.int32()
      case (7, .boolTrue), (7, .boolFalse): isCompressed = field.isTrue
      case (8, .structure): statistics = try Statistics(from: &reader)
      default: try reader.skip(field)
      }
    }
    self.init(
      valueCount: try reader.required(numbers[0], "num_values"),
      nullCount: try reader.required(numbers[1], "num_nulls"),
      rowCount: try reader.required(numbers[2], "num_rows"),
      encoding: Encoding(rawValue: try reader.required(numbers[3], "encoding")),
      definitionLevelsSize: try reader.required(numbers[4], "definition_levels_byte_length"),
      repetitionLevelsSize: try reader.required(numbers[5], "repetition_levels_byte_length"),
      isCompressed: isCompressed, statistics: statistics)
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, valueCount)
    writer.field(2, nullCount)
    writer.field(3, rowCount)
    writer.field(4, encoding.rawValue)
    writer.field(5, definitionLevelsSize)
    writer.field(6, repetitionLevelsSize)
    writer.field(7, isCompressed)
    writer.field(8, statistics)
  }
}

extension DictionaryPageHeader: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var valueCount: Int32?
    var encoding: Encoding?
    var isSorted: Bool?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int32): valueCount = try reader.int32()
      case (2, .int32): encoding = try Encoding(from: &reader)
      case (3, .boolTrue), (3, .boolFalse): isSorted = field.isTrue
      default: try reader.skip(field)
      }
    }
    self.init(
      valueCount: try reader.required(valueCount, "num_values"),
      encoding: try reader.required(encoding, "encoding"), isSorted: isSorted)
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, valueCount)
    writer.field(2, encoding.rawValue)
    writer.field(3, isSorted)
  }
}
