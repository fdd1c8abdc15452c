import CSystem
import Codecs
import Columnar
import Glibc
import Parquet

/// Parquet files of canaries: in their cells, and in everything that a file says of its cells and itself.
public struct CanaryFile: Sendable {
  /// How a file is stored.
  public struct Layout: Sendable {
    public var codec: Codec
    public var pageVersion: ChunkOptions.PageVersion
    public var dictionary: Bool
    /// Where a dictionary ends, and values follow that are not in it.
    public var dictionaryByteLimit = 1 << 20
    /// Every column is a list.
    public var isNested: Bool

    public init(_ codec: Codec, _ pageVersion: ChunkOptions.PageVersion, dictionary: Bool, isNested: Bool) {
      self.codec = codec
      self.pageVersion = pageVersion
      self.dictionary = dictionary
      self.isNested = isNested
    }
  }

  public struct Row: Sendable {
    public var id: Int64
    /// What predicates ask.
    public var part: Int32
    /// Of the row's canaries.
    public var key: UInt64
    /// Which of the two values its cells have; nil: NULL.
    public var twin: Int?

    public init(id: Int64, part: Int32, key: UInt64, twin: Int? = 0) {
      self.id = id
      self.part = part
      self.key = key
      self.twin = twin
    }
  }

  /// What the metadata, the writer's name and the gaps between chunks hold.
  public static let note = "canary-of-the-file-\(CanaryColumn.digits(0xf11e))"

  public let layout: Layout

  public init(_ layout: Layout) { self.layout = layout }

  public var schema: Schema {
    let cells = CanaryColumn.all.map { column -> SchemaNode in
      guard layout.isNested else { return SchemaNode(column.name, .optional, .leaf(column.type)) }
      let element = SchemaNode("element", .optional, .leaf(column.type))
      return SchemaNode(
        column.name, .optional, .group(.list, [SchemaNode("list", .repeated, .group(nil, [element]))]))
    }
    return Schema(
      fields: [
        SchemaNode("id", .required, .leaf(LeafType(.int64))), SchemaNode("part", .required, .leaf(LeafType(.int32))),
      ] + cells)
  }

  /// Writes a file of these row groups.
  public func write(_ groups: [[Row]], to path: String) throws {
    let schema = schema
    var bytes = FileAssembler.magic
    var assembler = FileAssembler(
      schema: schema, createdBy: CanaryFile.note, keyValueMetadata: [KeyValue(key: "note", value: CanaryFile.note)])
    for rows in groups {
      var placed: [(EncodedChunk, Int)] = []
      for leaf in schema.leaves {
        let options = ChunkOptions(
          codec: layout.codec, pageVersion: layout.pageVersion, dictionary: layout.dictionary, dictionaryMustPay: false,
          dictionaryByteLimit: layout.dictionaryByteLimit, pageRowLimit: 40)
        var writer = ChunkWriter(leaf: leaf, options: options)
        let (structure, values) = cells(of: rows, leaf)
        try writer.append(structure, .plain(values))
        let chunk = try writer.finish()
        placed.append((chunk, bytes.count))
        for case .bytes(let piece) in chunk.pieces { bytes += piece }
        bytes += Array(CanaryFile.note.utf8)
      }
      assembler.addRowGroup(
        placed, rows: rows.count,
        sortingColumns: [SortingColumn(column: 2, descending: false, nullsFirst: false)])
    }
    let plain = bytes + (try assembler.finish(at: bytes.count).joined())
    try writeFile(path, try withBloomFilters(plain))
  }

  /// Filters of which every bit is set, behind everything but the footer.
  private func withBloomFilters(_ plain: [UInt8]) throws -> [UInt8] {
    let file = try ParquetFile(MemorySource(name: "canaries", bytes: plain))
    var metadata = file.metadata
    var bytes = Array(plain[..<file.footerRange.lowerBound])
    let header: [UInt8] = [0x15, 0x40, 0x1c, 0x1c, 0, 0, 0x1c, 0x1c, 0, 0, 0x1c, 0x1c, 0, 0, 0]
    for group in metadata.rowGroups.indices {
      for leaf in metadata.rowGroups[group].columns.indices {
        metadata.rowGroups[group].columns[leaf].metadata?.bloomFilterOffset = bytes.count
        bytes += header + [UInt8](repeating: 0xff, count: 32)
      }
    }
    return bytes + encodeFooter(metadata)
  }

  private func cells(of rows: [Row], _ leaf: Leaf) -> (Structure, Values) {
    switch leaf.index {
    case 0: return (.required(rows: rows.count), .int64(rows.map(\.id)))
    case 1: return (.required(rows: rows.count), .int32(rows.map(\.part)))
    default:
      let column = CanaryColumn.all[leaf.index - 2]
      guard layout.isNested else {
        let cells = rows.map { row in row.twin.map { column.value(row.key, $0) } }
        return (.optional(Bitmap(cells.map { $0 != nil })), Values(cells.compactMap(\.self), column.type))
      }
      return nestedCells(of: rows, column)
    }
  }

  /// Lists of none to three elements, as the key of the row says.
  private func nestedCells(of rows: [Row], _ column: CanaryColumn) -> (Structure, Values) {
    var levels = Levels(definition: [], repetition: [], rows: rows.count)
    var cells: [CanaryColumn.Cell] = []
    for row in rows {
      let count = Int(row.key % 4)
      if count == 0 { levels.add(definition: 1, repetition: 0) }
      for element in 0..<count {
        levels.add(definition: row.twin == nil ? 2 : 3, repetition: element == 0 ? 0 : 1)
        if let twin = row.twin { cells.append(column.value(row.key &+ UInt64(element) &* 1_000_003, twin)) }
      }
    }
    return (.nested(levels), Values(cells, column.type))
  }
}

extension Levels {
  fileprivate mutating func add(definition level: UInt8, repetition: UInt8) {
    definition.append(level)
    self.repetition.append(repetition)
  }
}

extension Values {
  fileprivate init(_ cells: [CanaryColumn.Cell], _ type: LeafType) {
    var texts: [String] = []
    var numbers: [Int64] = []
    var doubles: [Double] = []
    for cell in cells {
      switch cell {
      case .text(let text): texts.append(text)
      case .int32(let number): numbers.append(Int64(number))
      case .int64(let number): numbers.append(number)
      case .double(let number): doubles.append(number)
      }
    }
    switch type.physical {
    case .int32: self = .int32(numbers.map { Int32(truncatingIfNeeded: $0) })
    case .int64: self = .int64(numbers)
    case .double: self = .double(doubles)
    default: self = .bytes(ByteStrings(texts))
    }
  }
}

/// A directory that goes when it is no longer used.
public final class CanaryDirectory: Sendable {
  public let path: String

  public init() throws {
    path = "/tmp/louver-canaries-\(UInt64.random(in: .min ... .max))"
    guard unsafe mkdir(path, 0o700) == 0 else { throw CanaryFailure(what: "no temporary directory") }
  }

  deinit { unsafe system("rm -rf '\(path)'") }
}

public struct CanaryFailure: Error {
  public var what: String
}

public func writeFile(_ path: String, _ bytes: [UInt8]) throws {
  guard let file = unsafe fopen(path, "wb") else { throw CanaryFailure(what: "cannot write") }
  let written = unsafe fwrite(bytes, 1, bytes.count, file)
  unsafe fclose(file)
  guard written == bytes.count else { throw CanaryFailure(what: "cannot write") }
}
