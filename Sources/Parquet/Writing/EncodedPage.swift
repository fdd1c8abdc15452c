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
      let body = try compressor.body(behind: levels.prefixed(leaf), content, strings, encode)
      let header = PageHeader.Content.data(DataPageHeader(valueCount: slots, encoding: encoding))
      try self.init(header, body: [body.bytes], uncompressedSize: body.size, encoding, compressor.options)
    case .v2:
      let body = try compressor.body(behind: [], content, strings, mayBeStored: true, encode)
      let header = PageHeader.Content.dataV2(
        DataPageHeaderV2(
          valueCount: slots, nullCount: try Self.size(levels.nulls), rowCount: try Self.size(levels.rows),
          encoding: encoding, definitionLevelsSize: try Self.size(levels.definition.count),
          repetitionLevelsSize: try Self.size(levels.repetition.count), isCompressed: body.isCompressed))
      let levelBytes = levels.repetition + levels.definition
      try self.init(
        header, body: [levelBytes, body.bytes], uncompressedSize: levelBytes.count + body.size, encoding,
        compressor.options)
    }
  }

  /// A dictionary page.
  init(dictionary values: Values, _ options: ChunkOptions) throws(ParquetError) {
    let strings: ByteStrings? = if case .bytes(let strings) = values { strings } else { nil }
    var compressor = PageCompressor(options)
    let body = try compressor.body(behind: [], .values, strings) { prefix throws(ParquetError) in
      try Encodings.encode(.plain, values, behind: prefix)
    }
    let header = PageHeader.Content.dictionary(DictionaryPageHeader(valueCount: try Self.size(values.count)))
    try self.init(header, body: [body.bytes], uncompressedSize: body.size, .plain, options)
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
