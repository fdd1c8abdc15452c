import Columnar

/// A column chunk's pages as they stand in their file, to be copied elsewhere unchanged.
///
/// Only pages are taken: bytes before and behind them stay where they are.
public struct ChunkCopy: Sendable {
  /// Where all pages, one behind the other, are in the file.
  public let range: Range<Int>
  public let pages: [RawPage]
  public let metadata: ColumnMetadata
  /// What the pages really hold, where they were decoded.
  let proof: ChunkProof?

  /// Walks over a chunk's page headers, and where there is an agreement to be proven through all its values too: then
  /// statistics and page index are made of these.
  ///
  /// - Throws: `ParquetError` where the pages do not hold the chunk's values, or what the source throws.
  public init(of file: ParquetFile, rowGroup: Int, leaf: Leaf, proving agreement: GroupAgreement?) throws {
    var reader = try ChunkReader(
      file: file, rowGroup: rowGroup, leaf: leaf,
      windowSize: agreement == nil ? PageWalk.headerWindow : PageWalk.wideWindow)
    var proof = agreement.map { ChunkProof(leaf, $0) }
    var pages: [RawPage] = []
    do {
      while let page = try reader.nextRaw() {
        pages.append(page)
        if proof != nil, (page.header.slotCount ?? 0) > 0 { try proof?.add(try reader.decode(page)) }
      }
      try proof?.finish(rows: file.metadata.rowGroups[rowGroup].rowCount)
    } catch let error as ParquetError {
      throw error.located(file.place(rowGroup: rowGroup, leaf: leaf, offset: pages.last?.offset))
    }
    self.pages = pages
    self.proof = proof
    metadata = reader.metadata
    let start = pages.first?.offset ?? 0
    range = start..<(pages.last?.range.upperBound ?? start)
  }
}

extension ChunkCopy {
  /// What the chunk says of the groups around it, where it was decoded.
  public var account: GroupAccount? { proof?.account }

  /// Whether pages mean what they do only in a file by their writer.
  public func dependsOnWriter(of file: ParquetFile, leaf: Leaf) -> Bool {
    let habits = WriterHabits(createdBy: file.metadata.createdBy)
    return pages.contains { $0.depends(on: habits, leaf) }
  }
}

extension ChunkCopy {
  /// The page index's locations, from the headers themselves: relative to the chunk's start.
  ///
  /// Nil for a repeated leaf, unless `known` (the file's own) tells the rows: v2 headers of some writers are wrong.
  public func offsetIndex(of leaf: Leaf, known: OffsetIndex?) -> OffsetIndex? {
    let data = pages.filter { $0.header.slotCount != nil }
    if let known, known.pages.map(\.offset) == data.map(\.offset) {
      var moved = known
      for page in moved.pages.indices { moved.pages[page].offset -= range.lowerBound }
      return moved
    }
    guard leaf.maxRepetition == 0, data.allSatisfy({ ($0.header.slotCount ?? 0) > 0 }) else { return nil }
    var locations: [PageLocation] = []
    var row = 0
    for page in data {
      locations.append(
        PageLocation(
          offset: page.offset - range.lowerBound, compressedSize: Int32(clamping: page.range.count), firstRow: row))
      row += page.header.slotCount ?? 0
    }
    return OffsetIndex(pages: locations)
  }
}
