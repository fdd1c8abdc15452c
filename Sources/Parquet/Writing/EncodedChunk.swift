/// A column chunk that is ready to be written wherever the file has come to.
public struct EncodedChunk: Sendable {
  /// The chunk's bytes in order, page headers and bodies, but for those that were taken from its writer earlier.
  public var pieces: [ChunkPiece]
  /// How many of the pieces stand before the bytes that were taken earlier.
  public var piecesBeforeTaken: Int
  /// Sizes, encodings and statistics; offsets count from the chunk's start.
  public var metadata: ColumnMetadata
  /// Nil where the type has no order, or a page holds nothing but NaN.
  public var columnIndex: ColumnIndex?
  /// Offsets count from the chunk's start. One without pages is not written.
  public var offsetIndex: OffsetIndex
  /// Where the chunk's bloom filter is in the file that it is copied from.
  public var bloomFilter: Range<Int>?

  public init(
    pieces: [ChunkPiece], piecesBeforeTaken: Int = 0, metadata: ColumnMetadata, columnIndex: ColumnIndex?,
    offsetIndex: OffsetIndex
  ) {
    self.pieces = pieces
    self.piecesBeforeTaken = piecesBeforeTaken
    self.metadata = metadata
    self.columnIndex = columnIndex
    self.offsetIndex = offsetIndex
  }

  /// Bytes of the whole chunk.
  public var byteCount: Int { metadata.totalCompressedSize }

  /// The chunk's metadata and page locations once it is known where in the file it begins.
  public func placed(at offset: Int) -> (ColumnChunk, OffsetIndex) {
    var metadata = metadata
    metadata.dataPageOffset += offset
    metadata.dictionaryPageOffset = metadata.dictionaryPageOffset.map { $0 + offset }
    metadata.indexPageOffset = metadata.indexPageOffset.map { $0 + offset }
    var index = offsetIndex
    for page in index.pages.indices { index.pages[page].offset += offset }
    return (ColumnChunk(metadata: metadata), index)
  }
}
