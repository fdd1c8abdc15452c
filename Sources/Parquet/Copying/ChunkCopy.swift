import Columnar

/// A column chunk's pages as they stand in its file, to be written elsewhere unchanged.
///
/// Only pages are taken: bytes before, between and behind them stay where they are.
public struct ChunkCopy: Sendable {
  /// All pages, header and body, one behind the other.
  public let bytes: [UInt8]
  /// Where they are in the file they come from.
  public let range: Range<Int>
  public let pages: [RawPage]
  public let metadata: ColumnMetadata

  /// Reads a chunk and walks over its page headers.
  ///
  /// - Throws: `ParquetError` where the pages do not hold the chunk's values, or what the source throws.
  public init(of file: ParquetFile, rowGroup: Int, leaf: Leaf) throws {
    let chunk = file.metadata.rowGroups[rowGroup].columns[leaf.index]
    // Writers put all sorts of offsets where there are no pages.
    guard let metadata = chunk.metadata, let range = metadata.valueCount == 0 ? 0..<0 : metadata.pageRange else {
      throw ParquetError.malformed("the column chunk has no pages", at: file.place(rowGroup: rowGroup, leaf: leaf))
    }
    self.metadata = metadata
    let region = Region(name: file.source.name, start: range.lowerBound, bytes: try file.source.read(range))
    pages = try ChunkCopy.walk(region, range, file, rowGroup, leaf, slots: metadata.valueCount)
    let end = pages.last?.range.upperBound ?? range.lowerBound
    let start = pages.first?.offset ?? end
    self.range = start..<end
    bytes = end == range.upperBound && start == range.lowerBound ? region.bytes : region.read(start..<end)
  }

  private static func walk(
    _ region: Region, _ range: Range<Int>, _ file: ParquetFile, _ rowGroup: Int, _ leaf: Leaf, slots: Int
  ) throws -> [RawPage] {
    var walk = PageWalk(source: region, range: range, limits: file.limits)
    var pages: [RawPage] = []
    var left = slots
    do {
      while left > 0 {
        guard let page = try walk.peek() else {
          throw ParquetError.malformed("the pages hold fewer values than the column chunk")
        }
        let held = page.header.slotCount ?? 0
        guard held <= left else { throw ParquetError.malformed("the pages hold more values than the column chunk") }
        left -= held
        pages.append(page)
        walk.advance()
      }
    } catch let error as ParquetError {
      throw error.located(file.place(rowGroup: rowGroup, leaf: leaf, offset: walk.offset))
    }
    return pages
  }
}

extension ChunkCopy {
  /// Whether pages have levels whose order of bits only the name of the file's writer tells: in a file by another
  /// writer they would mean something else.
  public func dependsOnWriter(of file: ParquetFile, leaf: Leaf) -> Bool {
    guard LevelSection.BitOrder(createdBy: file.metadata.createdBy) == .leastSignificantFirst else { return false }
    return pages.contains { page in
      guard case .data(let header) = page.header.content else { return false }
      return leaf.maxDefinition > 0 && header.definitionLevelEncoding == .bitPacked
        || leaf.maxRepetition > 0 && header.repetitionLevelEncoding == .bitPacked
    }
  }
}

/// Bytes of a file that have been read already.
private struct Region: ByteRangeSource {
  let name: String
  let start: Int
  let bytes: [UInt8]

  var size: Int { start + bytes.count }

  func read(_ range: Range<Int>) -> [UInt8] { Array(bytes[range.lowerBound - start..<range.upperBound - start]) }
}

extension ChunkCopy {
  /// The page index's locations, from the headers themselves: relative to the start of `bytes`.
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
