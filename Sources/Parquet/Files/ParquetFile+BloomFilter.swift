public import Columnar

extension ParquetFile {
  /// Where a chunk's bloom filter is, header and bits; nil where there is none, or none that makes sense
  /// (Parquet format, "Bloom Filter"). Bytes that are a chunk's pages are never taken for one.
  ///
  /// - Throws: what the source throws.
  public func bloomFilterRange(rowGroup: Int, leaf: Leaf) throws -> Range<Int>? {
    guard let metadata = metadata.rowGroups[rowGroup].columns[leaf.index].metadata,
      let offset = metadata.bloomFilterOffset, offset >= Footer.magic.count, offset < footerRange.lowerBound
    else { return nil }
    let bytes = try source.read(offset..<min(offset + BloomFilterHeader.mostBytes, footerRange.lowerBound))
    var reader = ThriftReader(bytes.span, at: offset)
    guard let header = try? BloomFilterHeader(from: &reader), header.bitBytes > 0, header.isStoredPlain else {
      return nil
    }
    let size = reader.position + Int(header.bitBytes)
    guard size <= footerRange.lowerBound - offset, metadata.bloomFilterLength.map({ Int($0) == size }) ?? true,
      !pageAreas.overlap(offset..<offset + size)
    else { return nil }
    return offset..<offset + size
  }
}

/// What stands before a bloom filter's bits (parquet.thrift, `BloomFilterHeader`).
private struct BloomFilterHeader {
  /// Far more than the header has.
  static let mostBytes = 256

  /// Bytes of the bits behind the header.
  var bitBytes: Int32
  /// Whether as many bytes are stored: nothing is compressed.
  var isStoredPlain = false

  init(from reader: inout ThriftReader) throws(ParquetError) {
    var bitBytes: Int32?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int32): bitBytes = try reader.int32()
      case (4, .structure):
        var lastKind: Int16 = 0
        while let kind = try reader.nextField(after: &lastKind) {
          isStoredPlain = kind.id == 1
          try reader.skip(kind)
        }
      default: try reader.skip(field)
      }
    }
    self.bitBytes = try reader.required(bitBytes, "numBytes")
  }
}

/// The parts of a file that hold pages: in ascending order, with gaps between them.
struct PageAreas: Sendable {
  private var areas: [Range<Int>] = []

  /// Empty for a file without bloom filters, which are all that must not be pages.
  init(_ metadata: FileMetadata) {
    let chunks = metadata.rowGroups.lazy.flatMap(\.columns).compactMap(\.metadata)
    guard chunks.contains(where: { $0.bloomFilterOffset != nil }) else { return }
    let ranges = chunks.compactMap { $0.valueCount == 0 ? nil : $0.pageRange }
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = areas.last, range.lowerBound <= last.upperBound {
        areas[areas.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        areas.append(range)
      }
    }
  }

  func overlap(_ range: Range<Int>) -> Bool {
    var (low, high) = (0, areas.count)
    while low < high {
      let middle = (low + high) / 2
      if areas[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < areas.count && areas[low].lowerBound < range.upperBound
  }
}
