import Codecs
import Columnar

/// A page with its header, ready to be written.
struct EncodedPage {
  /// Header, then the body in one or more parts.
  var pieces: [ChunkPiece]
  /// Bytes of all pieces.
  let byteCount: Int
  /// Bytes of header and body before compression.
  var uncompressedSize: Int
  var type: PageType
  var encoding: Encoding

  /// A data page of values that `encode` writes behind the bytes it is given; `strings` are these values, where they are PLAIN byte arrays.
  init(
    _ leaf: Leaf, _ levels: LevelBytes, _ encoding: Encoding, _ compressor: inout PageCompressor,
    strings: ByteStrings? = nil, _ encode: (_ prefix: [UInt8]) throws(ParquetError) -> [UInt8]
  ) throws(ParquetError) {
    let slots = try Self.size(levels.slots)
    let content = PageCompressor.Content(encoding)
    switch compressor.options.pageVersion {
    case .v1:
      let prefix = levels.prefixed(leaf)
      let header = PageHeader.Content.data(DataPageHeader(valueCount: slots, encoding: encoding))
      if let strings, let frame = compressor.compressed(tokens: strings, behind: prefix) {
        let size = prefix.count + ValueCosts(.bytes(strings)).bytes(0..<strings.count)
        try self.init(header, body: [frame], uncompressedSize: size, encoding, compressor.options)
        return
      }
      let raw = try encode(prefix)
      let body = try compressor.compressed(raw, content)
      try self.init(header, body: [body], uncompressedSize: raw.count, encoding, compressor.options)
    case .v2:
      let values = try encode([])
      let frame = strings.flatMap { compressor.compressed(tokens: $0, behind: []) }
      let packed = if let frame { frame } else { values.isEmpty ? [] : try compressor.compressed(values, content) }
      let isCompressed = packed.count < values.count
      let header = PageHeader.Content.dataV2(
        DataPageHeaderV2(
          valueCount: slots, nullCount: try Self.size(levels.nulls), rowCount: try Self.size(levels.rows),
          encoding: encoding, definitionLevelsSize: try Self.size(levels.definition.count),
          repetitionLevelsSize: try Self.size(levels.repetition.count), isCompressed: isCompressed))
      let levelBytes = levels.repetition + levels.definition
      try self.init(
        header, body: [levelBytes, isCompressed ? packed : values],
        uncompressedSize: levelBytes.count + values.count, encoding, compressor.options)
    }
  }

  /// A dictionary page.
  init(dictionary values: Values, _ options: ChunkOptions) throws(ParquetError) {
    let raw = try Encodings.encode(.plain, values)
    var compressor = PageCompressor(options)
    let strings: ByteStrings? = if case .bytes(let strings) = values { strings } else { nil }
    let frame = strings.flatMap { compressor.compressed(tokens: $0, behind: []) }
    let body = if let frame { frame } else { try compressor.compressed(raw, .values) }
    let header = PageHeader.Content.dictionary(DictionaryPageHeader(valueCount: try Self.size(values.count)))
    try self.init(header, body: [body], uncompressedSize: raw.count, .plain, options)
  }

  private init(
    _ content: PageHeader.Content, body: [[UInt8]], uncompressedSize: Int, _ encoding: Encoding,
    _ options: ChunkOptions
  ) throws(ParquetError) {
    let stored = body.reduce(0) { $0 + $1.count }
    var header = PageHeader(
      uncompressedSize: try Self.size(uncompressedSize), compressedSize: try Self.size(stored), content: content)
    if options.pageChecksum {
      header.crc = body.reduce(0) { Codecs.crc32($1.rawBytes, continuing: $0) }
    }
    let head = header.encoded()
    pieces = ([head] + body.filter { !$0.isEmpty }).map { .bytes($0) }
    byteCount = head.count + stored
    self.uncompressedSize = head.count + uncompressedSize
    self.encoding = encoding
    type = header.type
  }

  private static func size(_ count: Int) throws(ParquetError) -> Int32 {
    guard let size = Int32(exactly: count) else {
      throw .limitExceeded("a page of 2 GiB or more, or of as many values")
    }
    return size
  }
}
