import Columnar

/// Puts the pages of one column chunk together and keeps its books.
struct ChunkAssembler {
  private let leaf: Leaf
  private let options: ChunkOptions
  private var dictionary: EncodedPage?
  private var pages: [EncodedPage] = []
  /// Pages behind those, which others are at.
  private var promised: ArraySlice<PromisedPage> = []
  /// Pages whose bytes have been taken.
  private var taken = 0
  private var firstRows: [Int] = []
  private var statistics: [PageStatistics] = []
  private var rows = 0

  init(_ leaf: Leaf, _ options: ChunkOptions) {
    self.leaf = leaf
    self.options = options
  }

  var isEmpty: Bool { firstRows.isEmpty }

  /// Whether a dictionary has to stand before the pages, even an empty one before pages of NULLs alone. None may be promised.
  var hasIndexPages: Bool { pages.contains { $0.encoding.isDictionary } }

  /// Adds a page that is made, when none is promised.
  mutating func add(_ page: EncodedPage, rows: Int, _ statistics: PageStatistics) {
    precondition(promised.isEmpty)
    pages.append(page)
    add(rows: rows, statistics)
  }

  mutating func add(_ page: PromisedPage, rows: Int, _ statistics: PageStatistics) {
    promised.append(page)
    add(rows: rows, statistics)
  }

  private mutating func add(rows: Int, _ statistics: PageStatistics) {
    firstRows.append(self.rows)
    self.statistics.append(statistics)
    self.rows += rows
  }

  /// Takes what was promised, when it is made.
  mutating func awaitPages() throws(ParquetError) {
    while let page = promised.popFirst() { pages.append(try page.page()) }
  }

  mutating func setDictionary(_ page: EncodedPage) { dictionary = page }

  /// The bytes of all data pages that are made and have not been taken yet.
  mutating func takePages() throws(ParquetError) -> [ChunkPiece] {
    while promised.first?.isMade == true, let page = promised.popFirst() { pages.append(try page.page()) }
    var pieces: [ChunkPiece] = []
    for page in taken..<pages.count {
      pieces += pages[page].pieces
      pages[page].pieces = []
    }
    taken = pages.count
    return pieces
  }

  /// The chunk. No page may be promised.
  consuming func finish() -> EncodedChunk {
    precondition(promised.isEmpty)
    let all = (dictionary.map { [$0] } ?? []) + pages
    let start = dictionary?.byteCount ?? 0
    var offset = start
    var locations: [PageLocation] = []
    for (page, row) in zip(pages, firstRows) {
      locations.append(
        PageLocation(offset: offset, compressedSize: Int32(clamping: page.byteCount), firstRow: row))
      offset += page.byteCount
    }
    let truncation = BoundTruncation(leaf.type)
    let metadata = ColumnMetadata(
      type: leaf.type.physical.primitive, encodings: encodings, path: leaf.path,
      codec: CompressionCodec(options.codec), valueCount: statistics.reduce(0) { $0 + $1.slots },
      totalUncompressedSize: all.reduce(0) { $0 + $1.uncompressedSize }, totalCompressedSize: offset,
      dataPageOffset: start, dictionaryPageOffset: dictionary == nil ? nil : 0,
      statistics: Statistics(of: statistics, truncation), encodingStats: encodingStats)
    return EncodedChunk(
      pieces: all.flatMap(\.pieces), piecesBeforeTaken: dictionary?.pieces.count ?? 0, metadata: metadata,
      columnIndex: ColumnIndex(of: statistics, truncation), offsetIndex: OffsetIndex(pages: locations))
  }

  /// Of all pages and their levels, each once.
  private var encodings: [Encoding] {
    var result: [Encoding] = dictionary.map { [$0.encoding] } ?? []
    for page in pages where !result.contains(page.encoding) { result.append(page.encoding) }
    if leaf.maxDefinition > 0, !result.contains(.runLength) { result.append(.runLength) }
    return result
  }

  private var encodingStats: [PageEncodingStats] {
    var result: [PageEncodingStats] = []
    for page in (dictionary.map { [$0] } ?? []) + pages {
      if let known = result.firstIndex(where: { $0.pageType == page.type && $0.encoding == page.encoding }) {
        result[known].count += 1
      } else {
        result.append(PageEncodingStats(pageType: page.type, encoding: page.encoding, count: 1))
      }
    }
    return result
  }
}
