public import Columnar

/// Makes what stands in a Parquet file beside its pages: magic, page indexes and footer. It writes nothing itself:
/// it is told where chunks were put, and gives bytes to be written in order.
public struct FileAssembler {
  /// What a file begins with; chunks follow.
  public static let magic = Footer.magic

  private struct PlacedChunk {
    var column: ColumnChunk
    let columnIndex: ColumnIndex?
    let offsetIndex: OffsetIndex
  }

  private struct PlacedGroup {
    var chunks: [PlacedChunk]
    let rows: Int
    let sorting: [SortingColumn]?
  }

  private let schema: Schema
  private let createdBy: String
  private let keyValueMetadata: [KeyValue]
  private var groups: [PlacedGroup] = []

  /// - Parameter createdBy: the writer's name and version, as `louver version 1.0.0`.
  public init(schema: Schema, createdBy: String, keyValueMetadata: [KeyValue] = []) {
    self.schema = schema
    self.createdBy = createdBy
    self.keyValueMetadata = keyValueMetadata
  }

  /// Adds a row group: its chunks, one a leaf in the schema's order, and where in the file each begins.
  /// Of the chunks only metadata and indexes are used, not their bytes.
  public mutating func addRowGroup(
    _ chunks: [(EncodedChunk, Int)], rows: Int, sortingColumns: [SortingColumn]? = nil
  ) {
    precondition(chunks.count == schema.leaves.count)
    let placed = chunks.map { chunk, offset in
      let (column, offsetIndex) = chunk.placed(at: offset)
      return PlacedChunk(column: column, columnIndex: chunk.columnIndex, offsetIndex: offsetIndex)
    }
    groups.append(PlacedGroup(chunks: placed, rows: rows, sorting: sortingColumns))
  }

  /// What comes behind the last chunk: all column indexes, all offset indexes, footer.
  ///
  /// - Parameter offset: where in the file they will be.
  /// - Throws: `limitExceeded` for a footer or index of 2 GiB or more.
  public consuming func finish(at offset: Int) throws(ParquetError) -> [[UInt8]] {
    try placeIndexes(at: offset) + [try FileAssembler.footer(metadata)]
  }

  /// The first part of what `finish` gives: the indexes. From then on `metadata` knows where they are.
  ///
  /// - Throws: `limitExceeded` for an index of 2 GiB or more.
  public mutating func placeIndexes(at offset: Int) throws(ParquetError) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var end = offset
    try place(&pieces, &end, { $0.columnIndex?.encoded() }, \.columnIndexOffset, \.columnIndexLength)
    try place(
      &pieces, &end, { $0.offsetIndex.pages.isEmpty ? nil : $0.offsetIndex.encoded() }, \.offsetIndexOffset,
      \.offsetIndexLength)
    return pieces
  }

  /// The second part: the footer's bytes.
  ///
  /// - Throws: `limitExceeded` for a footer of 2 GiB or more.
  public static func footer(_ metadata: FileMetadata) throws(ParquetError) -> [UInt8] {
    let footer = encodeFooter(metadata)
    _ = try size(footer)
    return footer
  }

  /// Puts one index of every chunk behind the other.
  private mutating func place(
    _ pieces: inout [[UInt8]], _ end: inout Int, _ encode: (PlacedChunk) -> [UInt8]?,
    _ offset: WritableKeyPath<ColumnChunk, Int?>, _ length: WritableKeyPath<ColumnChunk, Int32?>
  ) throws(ParquetError) {
    for group in groups.indices {
      for chunk in groups[group].chunks.indices {
        guard let bytes = encode(groups[group].chunks[chunk]) else { continue }
        groups[group].chunks[chunk].column[keyPath: offset] = end
        groups[group].chunks[chunk].column[keyPath: length] = try Self.size(bytes)
        pieces.append(bytes)
        end += bytes.count
      }
    }
  }

  private static func size(_ bytes: [UInt8]) throws(ParquetError) -> Int32 {
    guard let size = Int32(exactly: bytes.count) else {
      throw .limitExceeded("a footer or page index of 2 GiB or more")
    }
    return size
  }

  /// The footer as far as it is known.
  public var metadata: FileMetadata {
    FileMetadata(
      version: 2, schema: schema.elements, rowCount: groups.reduce(0) { $0 + $1.rows },
      rowGroups: groups.enumerated().map { index, group in
        let metadata = group.chunks.compactMap(\.column.metadata)
        return RowGroup(
          columns: group.chunks.map(\.column), totalByteSize: metadata.reduce(0) { $0 + $1.totalUncompressedSize },
          rowCount: group.rows, sortingColumns: group.sorting,
          fileOffset: metadata.first.map { $0.dictionaryPageOffset ?? $0.dataPageOffset },
          totalCompressedSize: metadata.reduce(0) { $0 + $1.totalCompressedSize }, ordinal: Int16(exactly: index))
      },
      keyValueMetadata: keyValueMetadata.isEmpty ? nil : keyValueMetadata, createdBy: createdBy,
      columnOrders: schema.leaves.map { _ in .typeDefined })
  }
}
