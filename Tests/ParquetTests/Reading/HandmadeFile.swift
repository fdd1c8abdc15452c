import Codecs
import Columnar

@testable import Parquet

/// A file of one row group whose every page is chosen by the test. Leaves are INT64 where nothing else is said.
struct HandmadeFile {
  /// The slots of a leaf: levels, and the values where the definition level is the greatest.
  struct Slots {
    var repetition: [UInt8] = []
    var definition: [UInt8] = []
    var values: [Int64] = []

    /// The slots of a range.
    func slots(_ range: Range<Int>, maximum: UInt8) -> Slots {
      let before = definition[..<range.lowerBound].count { $0 == maximum }
      let count = definition[range].count { $0 == maximum }
      return Slots(
        repetition: Array(repetition[range]), definition: Array(definition[range]),
        values: Array(values[before..<before + count]))
    }
  }

  enum Form: CaseIterable { case plain, dictionary, version2, version2Dictionary }

  var fields: [SchemaNode]
  var rowCount: Int
  var codec = CompressionCodec.uncompressed
  private var bytes = Footer.magic
  private var chunks: [ColumnChunk] = []
  private var chunkStart = Footer.magic.count

  init(fields: [SchemaNode], rowCount: Int) {
    self.fields = fields
    self.rowCount = rowCount
  }

  mutating func append(_ content: PageHeader.Content, _ body: [UInt8], stored: [UInt8]? = nil, crc: UInt32? = nil) {
    let stored = stored ?? body
    bytes += PageHeader(
      uncompressedSize: Int32(body.count), compressedSize: Int32(stored.count), crc: crc, content: content
    ).encoded()
    bytes += stored
  }

  mutating func appendDictionary(_ values: [Int64]) {
    append(.dictionary(.init(valueCount: Int32(values.count))), values.flatMap(Self.plain))
  }

  /// A data page of a leaf with these greatest levels; indices are the values' positions in `dictionary`.
  mutating func append(
    _ slots: Slots, _ form: Form, maxDefinition: Int, maxRepetition: Int, dictionary: [Int64] = []
  ) throws {
    let repetition = RunLengthBitPacked.encode(slots.repetition, width: BitPacking.width(of: UInt64(maxRepetition)))
    let definition = RunLengthBitPacked.encode(slots.definition, width: BitPacking.width(of: UInt64(maxDefinition)))
    let count = Int32(slots.definition.count)
    switch form {
    case .plain, .dictionary:
      let (encoding, values) = Self.encoded(slots.values, indexed: form == .dictionary, dictionary)
      let levels =
        (maxRepetition > 0 ? RunLengthBitPacked.prefixed(repetition) : [])
        + (maxDefinition > 0 ? RunLengthBitPacked.prefixed(definition) : [])
      let body = levels + values
      let stored = try Codecs.compress(codec.codec ?? .uncompressed, level: nil, body.rawBytes)
      append(.data(.init(valueCount: count, encoding: encoding)), body, stored: stored)
    case .version2, .version2Dictionary:
      let (encoding, values) = Self.encoded(slots.values, indexed: form == .version2Dictionary, dictionary)
      let levels = (maxRepetition > 0 ? repetition : []) + (maxDefinition > 0 ? definition : [])
      let rows = maxRepetition > 0 ? slots.repetition.count { $0 == 0 } : slots.definition.count
      let header = DataPageHeaderV2(
        valueCount: count, nullCount: count - Int32(slots.values.count), rowCount: Int32(rows), encoding: encoding,
        definitionLevelsSize: maxDefinition > 0 ? Int32(definition.count) : 0,
        repetitionLevelsSize: maxRepetition > 0 ? Int32(repetition.count) : 0)
      let stored = levels + (try Codecs.compress(codec.codec ?? .uncompressed, level: nil, values.rawBytes))
      append(.dataV2(header), levels + values, stored: stored)
    }
  }

  /// Where the next page begins.
  var position: Int { bytes.count }

  /// Ends the chunk of the next leaf. Its data are said to begin at its first page, whatever that holds.
  mutating func endChunk(valueCount: Int, type: PrimitiveType = .int64, index: OffsetIndex? = nil) {
    let leaf = Schema(fields: fields).leaves[chunks.count]
    let size = bytes.count - chunkStart
    chunks.append(
      ColumnChunk(
        metadata: ColumnMetadata(
          type: type, encodings: [.plain, .runLength], path: leaf.path, codec: codec, valueCount: valueCount,
          totalUncompressedSize: size, totalCompressedSize: size, dataPageOffset: chunkStart)))
    if let index {
      let encoded = index.encoded()
      chunks[chunks.count - 1].offsetIndexOffset = bytes.count
      chunks[chunks.count - 1].offsetIndexLength = Int32(encoded.count)
      bytes += encoded
    }
    chunkStart = bytes.count
  }

  func open() throws -> ParquetFile {
    let group = RowGroup(columns: chunks, totalByteSize: 0, rowCount: rowCount)
    let metadata = FileMetadata(
      version: 1, schema: Schema(fields: fields).elements, rowCount: rowCount, rowGroups: [group])
    return try ParquetFile(MemorySource(name: "handmade", bytes: bytes + encodeFooter(metadata)))
  }

  private static func plain(_ value: Int64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> Int64($0 * 8)) }
  }

  private static func encoded(
    _ values: [Int64], indexed: Bool, _ dictionary: [Int64]
  ) -> (Encoding, [UInt8]) {
    guard indexed else { return (.plain, values.flatMap(plain)) }
    let indices = values.map { value in UInt32(dictionary.firstIndex(of: value) ?? dictionary.count) }
    return (.runLengthDictionary, [7] + RunLengthBitPacked.encode(indices, width: 7))
  }
}
