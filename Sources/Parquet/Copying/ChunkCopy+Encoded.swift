import Columnar

extension ChunkCopy {
  /// The chunk as it is written: the same pages, statistics and page index; offsets count from its start.
  ///
  /// A page index of the input that contradicts itself is made anew or left out. `path` is the leaf's in the output. Bloom filters and unknown key-value metadata stay behind.
  public func encoded(file: ParquetFile, rowGroup: Int, leaf: Leaf, path: [String]) throws -> EncodedChunk {
    var metadata = metadata
    metadata.path = path
    metadata.keyValueMetadata = nil
    metadata.bloomFilterOffset = nil
    metadata.bloomFilterLength = nil
    metadata.indexPageOffset = nil
    metadata.totalCompressedSize = bytes.count
    metadata.dataPageOffset = (pages.first { $0.header.slotCount != nil }?.offset ?? range.lowerBound) - range.lowerBound
    metadata.dictionaryPageOffset = pages.first { $0.header.type == .dictionary }.map { $0.offset - range.lowerBound }
    let known = try? file.offsetIndex(rowGroup: rowGroup, leaf: leaf)
    let index = offsetIndex(of: leaf, known: known)
    // A column index says something of pages by their position: without an offset index it says nothing.
    let columnIndex = index == nil ? nil : try? file.columnIndex(rowGroup: rowGroup, leaf: leaf)
    return EncodedChunk(
      pieces: [bytes], metadata: metadata,
      columnIndex: columnIndex?.nullPages.count == index?.pages.count ? columnIndex : nil,
      offsetIndex: index ?? OffsetIndex(pages: []))
  }
}
