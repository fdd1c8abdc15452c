import Columnar

extension ChunkCopy {
  /// The chunk as it is written: the same pages, statistics and page index; offsets count from its start.
  ///
  /// `path` is the leaf's in the output. Unknown key-value metadata stays behind. Where the pages were
  /// decoded, statistics and page index are those of the values; else the input's, as far as they do not contradict
  /// themselves.
  public func encoded(file: ParquetFile, rowGroup: Int, leaf: Leaf, path: [String]) throws -> EncodedChunk {
    var chunk = try withoutBloomFilter(file, rowGroup, leaf, path)
    chunk.bloomFilter = try file.bloomFilterRange(rowGroup: rowGroup, leaf: leaf)
    return chunk
  }

  private func withoutBloomFilter(
    _ file: ParquetFile, _ rowGroup: Int, _ leaf: Leaf, _ path: [String]
  ) throws -> EncodedChunk {
    var metadata = metadata
    metadata.path = path
    metadata.keyValueMetadata = nil
    metadata.bloomFilterOffset = nil
    metadata.bloomFilterLength = nil
    metadata.indexPageOffset = nil
    metadata.totalCompressedSize = range.count
    metadata.totalUncompressedSize = pages.reduce(0) { sum, page in
      sum + page.body.lowerBound - page.offset + Int(page.header.uncompressedSize)
    }
    metadata.dataPageOffset =
      (pages.first { $0.header.slotCount != nil }?.offset ?? range.lowerBound) - range.lowerBound
    metadata.dictionaryPageOffset = pages.first { $0.header.type == .dictionary }.map { $0.offset - range.lowerBound }
    for encoding in pageEncodings where !metadata.encodings.contains(encoding) { metadata.encodings.append(encoding) }
    if let proof {
      metadata.statistics = proof.statistics
      metadata.sizeStatistics = metadata.sizeStatistics == nil ? nil : proof.sizes
      let index = proof.offsetIndex(of: self)
      return EncodedChunk(
        pieces: [.stored(range)], metadata: metadata, columnIndex: index == nil ? nil : proof.columnIndex,
        offsetIndex: index ?? OffsetIndex(pages: []))
    }
    metadata.statistics = metadata.statistics?.withoutNaN(metadata.type)
    metadata.sizeStatistics = metadata.sizeStatistics?.plausible(leaf, slots: metadata.valueCount)
    return try encodedWithIndex(metadata, file, rowGroup, leaf)
  }

  private func encodedWithIndex(
    _ metadata: ColumnMetadata, _ file: ParquetFile, _ rowGroup: Int, _ leaf: Leaf
  ) throws -> EncodedChunk {
    let known = try? file.offsetIndex(rowGroup: rowGroup, leaf: leaf)
    let index = offsetIndex(of: leaf, known: known)
    // A column index says something of pages by their position: without an offset index it says nothing.
    let columnIndex = index == nil ? nil : try? file.columnIndex(rowGroup: rowGroup, leaf: leaf)
    return EncodedChunk(
      pieces: [.stored(range)], metadata: metadata,
      columnIndex: columnIndex?.nullPages.count == index?.pages.count
        ? columnIndex?.withPlausibleHistograms(leaf) : nil,
      offsetIndex: index ?? OffsetIndex(pages: []))
  }

  private var pageEncodings: [Encoding] {
    pages.flatMap { page -> [Encoding] in
      switch page.header.content {
      case .data(let header): [header.encoding]
      case .dataV2(let header): [header.encoding]
      case .dictionary(let header): [header.encoding]
      case .index: []
      }
    }
  }
}

extension Statistics {
  /// Bounds that are no numbers tell nothing, and mislead readers.
  fileprivate func withoutNaN(_ type: PrimitiveType) -> Statistics {
    guard type == .float || type == .double,
      [min, max, minValue, maxValue].contains(where: { $0?.isNaN == true })
    else { return self }
    var result = self
    (result.min, result.max, result.minValue, result.maxValue) = (nil, nil, nil, nil)
    (result.isMinValueExact, result.isMaxValueExact) = (nil, nil)
    return result
  }
}

extension [UInt8] {
  fileprivate var isNaN: Bool {
    let bits = reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return switch count {
    case 4: Float(bitPattern: UInt32(bits)).isNaN
    case 8: Double(bitPattern: bits).isNaN
    default: false
    }
  }
}
