/// Where a data page is (parquet.thrift, `PageLocation`).
public struct PageLocation: Hashable, Sendable {
  /// From the start of the file, to the page's header.
  public var offset: Int
  /// Bytes of header and body.
  public var compressedSize: Int32
  /// Row within the row group.
  public var firstRow: Int

  public init(offset: Int, compressedSize: Int32, firstRow: Int) {
    self.offset = offset
    self.compressedSize = compressedSize
    self.firstRow = firstRow
  }
}

/// Where all data pages of a chunk are (parquet.thrift, `OffsetIndex`).
public struct OffsetIndex: Hashable, Sendable {
  public var pages: [PageLocation]
  /// A page each: bytes of BYTE_ARRAY values without their lengths.
  public var unencodedByteArrayBytes: [Int]?

  public init(pages: [PageLocation], unencodedByteArrayBytes: [Int]? = nil) {
    self.pages = pages
    self.unencodedByteArrayBytes = unencodedByteArrayBytes
  }
}

/// How the bounds of a chunk's pages ascend (parquet.thrift, `BoundaryOrder`).
public enum BoundaryOrder: Int32, Sendable, CaseIterable {
  case unordered, ascending, descending
}

/// Statistics of all data pages of a chunk, an entry a page (parquet.thrift, `ColumnIndex`).
public struct ColumnIndex: Hashable, Sendable {
  /// Whether a page holds NULLs only.
  public var nullPages: [Bool]
  public var minValues: [[UInt8]]
  public var maxValues: [[UInt8]]
  public var boundaryOrder: BoundaryOrder
  public var nullCounts: [Int]?
  /// For each page, slots at each level.
  public var repetitionLevelHistograms: [Int]?
  public var definitionLevelHistograms: [Int]?
  public var nanCounts: [Int]?

  public init(
    nullPages: [Bool], minValues: [[UInt8]], maxValues: [[UInt8]], boundaryOrder: BoundaryOrder,
    nullCounts: [Int]? = nil, repetitionLevelHistograms: [Int]? = nil,
    definitionLevelHistograms: [Int]? = nil, nanCounts: [Int]? = nil
  ) {
    self.nullPages = nullPages
    self.minValues = minValues
    self.maxValues = maxValues
    self.boundaryOrder = boundaryOrder
    self.nullCounts = nullCounts
    self.repetitionLevelHistograms = repetitionLevelHistograms
    self.definitionLevelHistograms = definitionLevelHistograms
    self.nanCounts = nanCounts
  }
}
