import Columnar
import Parquet
public import Policy

/// A Parquet file of a dataset as it is now.
public struct SealedFile: Sendable {
  /// Nil where the footer is not as Louver writes it, or there are bytes in no part of the file: nothing that was sealed.
  public var seal: FileSeal?
  /// Below the dataset's directory.
  public var name: String
  /// The tag's text.
  public var tag: String?
}

extension FileSeal {
  /// Of a file whose chunks have these hashes, and these bytes behind them; `footer` is without the tag.
  init(
    name: String, chunks: [[UInt8]],
    behind: ((_ add: ([UInt8]) throws(EngineError) -> Void) throws(EngineError) -> Void),
    footer: FileMetadata
  ) throws(EngineError) {
    let footerHash = try FileSeal.hash(of: footer)
    let tree = MerkleTree(leaves: chunks + [try MerkleTree.leaf(behind), footerHash])
    self.init(name: name, root: hexadecimal(try tree.root()), footer: hexadecimal(footerHash))
  }

  fileprivate static func hash(of footer: FileMetadata) throws(EngineError) -> [UInt8] {
    try MerkleTree.leaf { (add) throws(EngineError) in try add(encodeFooter(footer)) }
  }
}

extension Source {
  /// The seals of all Parquet files in a directory, none where there are no files. All bytes are read where `complete` is
  /// set; else only footers are, and the root is what the file's tag says it is.
  public static func sealedFiles(of directory: String, complete: Bool) throws(EngineError) -> [SealedFile] {
    var files: [SealedFile] = []
    for listed in try listEverything(below: directory) where listed.relative.hasSuffix(".parquet") {
      let input = try InputFile(path: listed.path)
      let file = try located(Place(file: listed.path)) { try ParquetFile(input) }
      files.append(try file.sealed(as: listed.relative, complete: complete))
    }
    return files
  }
}

extension ParquetFile {
  /// What the file is sealed with, were it sealed as it is now.
  public func sealed(as name: String, complete: Bool) throws(EngineError) -> SealedFile {
    try located(Place(file: source.name)) {
      let tag = metadata.keyValueMetadata?.first { $0.key == FooterContent.tagKey }?.value
      var result = SealedFile(seal: nil, name: name, tag: tag)
      let stored = try source.read(footerRange.lowerBound..<source.size)
      guard stored == encodeFooter(metadata), let ranges = chunkRanges else { return result }
      let footer = metadata.withoutTag
      guard complete else {
        let claimed = tag.flatMap { try? JSON(parsing: $0) }?["content"]?["root"]?.string
        result.seal = FileSeal(
          name: name, root: claimed ?? "", footer: hexadecimal(try FileSeal.hash(of: footer)))
        return result
      }
      let chunks = try ranges.map { range throws(EngineError) in
        try MerkleTree.leaf { (add) throws(EngineError) in try readAll(range, add) }
      }
      let behind = (ranges.last?.upperBound ?? FileAssembler.magic.count)..<footerRange.lowerBound
      result.seal = try FileSeal(
        name: name, chunks: chunks, behind: { (add) throws(EngineError) in try readAll(behind, add) }, footer: footer)
      return result
    }
  }

  /// Where the chunks are, if they stand one behind the other from the file's beginning; else nil.
  private var chunkRanges: [Range<Int>]? {
    var end = FileAssembler.magic.count
    var ranges: [Range<Int>] = []
    for chunk in metadata.rowGroups.lazy.flatMap(\.columns) {
      guard let metadata = chunk.metadata else { return nil }
      let range = metadata.totalCompressedSize == 0 ? end..<end : metadata.pageRange
      guard let range, range.lowerBound == end else { return nil }
      ranges.append(range)
      end = range.upperBound
    }
    return end <= footerRange.lowerBound ? ranges : nil
  }

  private func readAll(
    _ range: Range<Int>, _ add: ([UInt8]) throws(EngineError) -> Void
  ) throws(EngineError) {
    try range.forEachWindow { (window) throws(EngineError) in
      try add(try located(Place(file: source.name)) { try source.read(window) })
    }
  }
}

extension FileMetadata {
  fileprivate var withoutTag: FileMetadata {
    var result = self
    result.keyValueMetadata?.removeAll { $0.key == FooterContent.tagKey }
    if result.keyValueMetadata?.isEmpty == true { result.keyValueMetadata = nil }
    return result
  }
}

extension [OutputPiece] {
  /// Hands on the bytes of all pieces, in parts.
  func forEachPart(_ body: ([UInt8]) throws(EngineError) -> Void) throws(EngineError) {
    for piece in self {
      switch piece {
      case .memory(let bytes): try body(bytes)
      case .input(let file, let range):
        try range.forEachWindow { (window) throws(EngineError) in
          try body(try located(Place(file: file.path)) { try file.read(window) })
        }
      case .spilled(let file, let range):
        try range.forEachWindow { (window) throws(EngineError) in try body(try file.read(window)) }
      }
    }
  }
}

extension Range<Int> {
  /// Calls `body` with parts of the range that fit into memory.
  fileprivate func forEachWindow(_ body: (Range<Int>) throws(EngineError) -> Void) throws(EngineError) {
    var start = lowerBound
    while start < upperBound {
      let end = Swift.min(start + 1 << 20, upperBound)
      try body(start..<end)
      start = end
    }
  }
}
