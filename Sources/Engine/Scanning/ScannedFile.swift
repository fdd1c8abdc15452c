import Columnar
import Parquet

/// A file of an output that is searched.
struct ScannedFile {
  let input: InputFile
  /// Below the output's directory.
  let relative: String
  /// Whether the output is this one file, whose name is its user's.
  let isNamedByUser: Bool
  /// Nil for what is no Parquet.
  let parquet: ParquetFile?

  /// All files of an output, hidden ones and those that are no data too.
  static func all(of location: String, limits: ReadLimits) throws(EngineError) -> [ScannedFile] {
    guard try isDirectory(location) else {
      let listed = ListedFile(path: location, relative: lastComponent(location))
      return [try ScannedFile(listed, limits, isData: true, isNamedByUser: true)]
    }
    var found: [ScannedFile] = []
    for listed in try listEverything(below: location) {
      found.append(try ScannedFile(listed, limits, isData: listed.relative.hasSuffix(".parquet")))
    }
    return found
  }

  private init(
    _ listed: ListedFile, _ limits: ReadLimits, isData: Bool, isNamedByUser: Bool = false
  ) throws(EngineError) {
    self.isNamedByUser = isNamedByUser
    let input = try InputFile(path: listed.path)
    self.input = input
    relative = listed.relative
    parquet = isData ? try located(Place(file: listed.path)) { try ParquetFile(input, limits: limits) } : nil
  }
}

/// A part of a file, for saying where an offset is.
struct FilePart {
  var range: Range<Int>
  var channel: ScanChannel
  var rowGroup: Int?
  var leaf: Leaf?
}

extension ScannedFile {
  /// The parts of the file in their order. Only page headers are read.
  func parts() throws -> [FilePart] {
    guard let parquet else { return [FilePart(range: 0..<input.size, channel: .otherFile)] }
    var parts: [FilePart] = [FilePart(range: parquet.footerRange.lowerBound..<input.size, channel: .footer)]
    for (group, metadata) in parquet.metadata.rowGroups.enumerated() {
      for leaf in parquet.schema.leaves {
        let chunk = metadata.columns[leaf.index]
        func add(_ range: Range<Int>?, _ channel: ScanChannel) {
          if let range { parts.append(FilePart(range: range, channel: channel, rowGroup: group, leaf: leaf)) }
        }
        var reader = try ChunkReader(file: parquet, rowGroup: group, leaf: leaf)
        while let page = try reader.nextRaw() {
          add(page.offset..<page.body.lowerBound, .pageHeader)
          add(page.body, page.header.type == .dictionary ? .dictionary : .page)
        }
        add(try parquet.bloomFilterRange(rowGroup: group, leaf: leaf), .bloomFilter)
        add(ScannedFile.range(chunk.columnIndexOffset, chunk.columnIndexLength), .pageIndex)
        add(ScannedFile.range(chunk.offsetIndexOffset, chunk.offsetIndexLength), .pageIndex)
      }
    }
    return parts.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private static func range(_ offset: Int?, _ length: Int32?) -> Range<Int>? {
    guard let offset, let length, offset >= 0, length >= 0 else { return nil }
    let (end, overflow) = offset.addingReportingOverflow(Int(length))
    return overflow ? nil : offset..<end
  }
}

extension [FilePart] {
  /// The part that an offset is in; nil between parts. They are in order.
  func part(at offset: Int) -> FilePart? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].range.lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 && self[low - 1].range.contains(offset) ? self[low - 1] : nil
  }
}
