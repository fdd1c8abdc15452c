/// How many pages of one kind a chunk has (parquet.thrift, `PageEncodingStats`).
public struct PageEncodingStats: Hashable, Sendable {
  public var pageType: PageType
  public var encoding: Encoding
  public var count: Int32

  public init(pageType: PageType, encoding: Encoding, count: Int32) {
    self.pageType = pageType
    self.encoding = encoding
    self.count = count
  }
}

/// What is known of a column chunk (parquet.thrift, `ColumnMetaData`). Offsets are from the start of the file.
public struct ColumnMetadata: Hashable, Sendable {
  public var type: PrimitiveType
  public var encodings: [Encoding]
  /// Names from the root's child down to the leaf.
  public var path: [String]
  public var codec: CompressionCodec
  /// Slots in the chunk, NULLs counted.
  public var valueCount: Int
  /// Bytes of all pages, decompressed, headers included.
  public var totalUncompressedSize: Int
  /// Bytes of all pages as stored, headers included.
  public var totalCompressedSize: Int
  public var keyValueMetadata: [KeyValue]?
  public var dataPageOffset: Int
  public var indexPageOffset: Int?
  public var dictionaryPageOffset: Int?
  public var statistics: Statistics?
  public var encodingStats: [PageEncodingStats]?
  public var bloomFilterOffset: Int?
  public var bloomFilterLength: Int32?
  public var sizeStatistics: SizeStatistics?
  public var geospatialStatistics: GeospatialStatistics?

  public init(
    type: PrimitiveType, encodings: [Encoding], path: [String], codec: CompressionCodec, valueCount: Int,
    totalUncompressedSize: Int, totalCompressedSize: Int, keyValueMetadata: [KeyValue]? = nil,
    dataPageOffset: Int, indexPageOffset: Int? = nil, dictionaryPageOffset: Int? = nil,
    statistics: Statistics? = nil, encodingStats: [PageEncodingStats]? = nil, bloomFilterOffset: Int? = nil,
    bloomFilterLength: Int32? = nil, sizeStatistics: SizeStatistics? = nil,
    geospatialStatistics: GeospatialStatistics? = nil
  ) {
    self.type = type
    self.encodings = encodings
    self.path = path
    self.codec = codec
    self.valueCount = valueCount
    self.totalUncompressedSize = totalUncompressedSize
    self.totalCompressedSize = totalCompressedSize
    self.keyValueMetadata = keyValueMetadata
    self.dataPageOffset = dataPageOffset
    self.indexPageOffset = indexPageOffset
    self.dictionaryPageOffset = dictionaryPageOffset
    self.statistics = statistics
    self.encodingStats = encodingStats
    self.bloomFilterOffset = bloomFilterOffset
    self.bloomFilterLength = bloomFilterLength
    self.sizeStatistics = sizeStatistics
    self.geospatialStatistics = geospatialStatistics
  }
}

/// One leaf of one row group (parquet.thrift, `ColumnChunk`).
public struct ColumnChunk: Hashable, Sendable {
  /// Another file that holds the chunk.
  public var filePath: String?
  /// Deprecated; 0 where nothing is written outside the footer.
  public var fileOffset: Int
  /// Nil where it is encrypted, or elsewhere.
  public var metadata: ColumnMetadata?
  public var offsetIndexOffset: Int?
  public var offsetIndexLength: Int32?
  public var columnIndexOffset: Int?
  public var columnIndexLength: Int32?
  /// Whether the chunk says anything of encryption: then it is refused.
  public var isEncrypted: Bool

  public init(
    filePath: String? = nil, fileOffset: Int = 0, metadata: ColumnMetadata?, offsetIndexOffset: Int? = nil,
    offsetIndexLength: Int32? = nil, columnIndexOffset: Int? = nil, columnIndexLength: Int32? = nil,
    isEncrypted: Bool = false
  ) {
    self.filePath = filePath
    self.fileOffset = fileOffset
    self.metadata = metadata
    self.offsetIndexOffset = offsetIndexOffset
    self.offsetIndexLength = offsetIndexLength
    self.columnIndexOffset = columnIndexOffset
    self.columnIndexLength = columnIndexLength
    self.isEncrypted = isEncrypted
  }
}
