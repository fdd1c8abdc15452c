/// What a page holds (parquet.thrift, `PageType`).
public enum PageType: Int32, Sendable, CaseIterable {
  case data, index, dictionary, dataV2
}

/// Header of a data page of the first form (parquet.thrift, `DataPageHeader`).
public struct DataPageHeader: Hashable, Sendable {
  /// Slots, NULLs counted.
  public var valueCount: Int32
  public var encoding: Encoding
  public var definitionLevelEncoding: Encoding
  public var repetitionLevelEncoding: Encoding
  public var statistics: Statistics?

  public init(
    valueCount: Int32, encoding: Encoding, definitionLevelEncoding: Encoding = .runLength,
    repetitionLevelEncoding: Encoding = .runLength, statistics: Statistics? = nil
  ) {
    self.valueCount = valueCount
    self.encoding = encoding
    self.definitionLevelEncoding = definitionLevelEncoding
    self.repetitionLevelEncoding = repetitionLevelEncoding
    self.statistics = statistics
  }
}

/// Header of a data page whose levels are not compressed (parquet.thrift, `DataPageHeaderV2`).
public struct DataPageHeaderV2: Hashable, Sendable {
  /// Slots, NULLs counted.
  public var valueCount: Int32
  public var nullCount: Int32
  public var rowCount: Int32
  public var encoding: Encoding
  /// Bytes of the definition levels, behind the repetition levels.
  public var definitionLevelsSize: Int32
  /// Bytes of the repetition levels, which come first.
  public var repetitionLevelsSize: Int32
  /// Whether the values are compressed; nil means they are.
  public var isCompressed: Bool?
  public var statistics: Statistics?

  public init(
    valueCount: Int32, nullCount: Int32, rowCount: Int32, encoding: Encoding, definitionLevelsSize: Int32,
    repetitionLevelsSize: Int32, isCompressed: Bool? = nil, statistics: Statistics? = nil
  ) {
    self.valueCount = valueCount
    self.nullCount = nullCount
    self.rowCount = rowCount
    self.encoding = encoding
    self.definitionLevelsSize = definitionLevelsSize
    self.repetitionLevelsSize = repetitionLevelsSize
    self.isCompressed = isCompressed
    self.statistics = statistics
  }
}

/// Header of a dictionary page (parquet.thrift, `DictionaryPageHeader`).
public struct DictionaryPageHeader: Hashable, Sendable {
  public var valueCount: Int32
  public var encoding: Encoding
  public var isSorted: Bool?

  public init(valueCount: Int32, encoding: Encoding = .plain, isSorted: Bool? = nil) {
    self.valueCount = valueCount
    self.encoding = encoding
    self.isSorted = isSorted
  }
}

/// What stands before each page (parquet.thrift, `PageHeader`).
public struct PageHeader: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    case data(DataPageHeader)
    case index
    case dictionary(DictionaryPageHeader)
    case dataV2(DataPageHeaderV2)
  }

  /// Bytes of the body once decompressed, levels included.
  public var uncompressedSize: Int32
  /// Bytes of the body as stored.
  public var compressedSize: Int32
  /// CRC-32 (of gzip) of the body as stored.
  public var crc: UInt32?
  public var content: Content

  public init(uncompressedSize: Int32, compressedSize: Int32, crc: UInt32? = nil, content: Content) {
    self.uncompressedSize = uncompressedSize
    self.compressedSize = compressedSize
    self.crc = crc
    self.content = content
  }

  public var type: PageType {
    switch content {
    case .data: .data
    case .index: .index
    case .dictionary: .dictionary
    case .dataV2: .dataV2
    }
  }
}
