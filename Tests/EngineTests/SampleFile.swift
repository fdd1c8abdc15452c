import Codecs
import Columnar
import Engine
import Expressions
import Glibc
import Masking
import Parquet
import Policy

/// A small Parquet file in a temporary directory of its own, and the rows that are in it.
struct SampleFile {
  struct Row: Equatable {
    var id: Int64
    var name: String?
    var amount: Int32
    var tags: [String?]?
  }

  static let schema = Schema(fields: [
    SchemaNode("id", .required, .leaf(LeafType(.int64))),
    SchemaNode("name", .optional, .leaf(.string)),
    SchemaNode("amount", .required, .leaf(LeafType(.int32))),
    SchemaNode(
      "tags", .optional,
      .group(.list, [SchemaNode("list", .repeated, .group(nil, [SchemaNode("element", .optional, .leaf(.string))]))])),
  ])

  let directory: TemporaryDirectory
  let rows: [Row]
  var path: String { directory.path + "/in.parquet" }

  /// `groupRows` rows in each row group; names from few values, so that dictionaries are worth it, or from many.
  /// `encodings` are those of the leaves, where it has any.
  init(
    rows count: Int, groupRows: Int, dictionary: Bool = true, seed: UInt64 = 1, hasStatistics: Bool = true,
    encodings: [Encoding] = []
  ) throws {
    directory = try TemporaryDirectory()
    var random = SmallRandom(seed)
    rows = (0..<count).map { number in
      Row(
        id: Int64(number), name: random.below(5) == 0 ? nil : "name-\(random.below(7))",
        amount: Int32(random.below(2000)) - 1000,
        tags: random.below(4) == 0
          ? nil : (0..<random.below(4)).map { _ in random.below(3) == 0 ? nil : "tag \(random.below(9))" })
    }
    try write(
      path, SampleFile.schema, groupRows: groupRows, dictionary: dictionary, hasStatistics: hasStatistics,
      encodings: encodings)
  }

  /// The path of the same file with its top-level columns named otherwise.
  func namedAlike(_ names: [String: String]) throws -> String {
    let renamed = Schema(
      fields: SampleFile.schema.fields.map { field in
        var field = field
        field.name = names[field.name] ?? field.name
        return field
      })
    let path = directory.path + "/renamed.parquet"
    try write(path, renamed, groupRows: 15, dictionary: true)
    return path
  }

  private func write(
    _ path: String, _ schema: Schema, groupRows: Int, dictionary: Bool, hasStatistics: Bool = true,
    encodings: [Encoding] = []
  ) throws {
    var bytes = FileAssembler.magic
    var assembler = FileAssembler(schema: schema, createdBy: "louver tests")
    for start in stride(from: 0, to: rows.count, by: groupRows) {
      let group = Array(rows[start..<min(start + groupRows, rows.count)])
      var placed: [(EncodedChunk, Int)] = []
      for leaf in schema.leaves {
        var options = ChunkOptions(pageRowLimit: 50)
        options.dictionary = dictionary
        if !encodings.isEmpty { options.encoding = encodings[leaf.index] }
        var writer = ChunkWriter(leaf: leaf, options: options)
        let (structure, values) = SampleFile.cells(of: group, leaf)
        try writer.append(structure, .plain(values))
        var chunk = try writer.finish()
        if !hasStatistics {
          chunk.metadata.statistics = nil
          chunk.columnIndex = nil
          chunk.offsetIndex = OffsetIndex(pages: [])
        }
        placed.append((chunk, bytes.count))
        for case .bytes(let piece) in chunk.pieces { bytes += piece }
      }
      assembler.addRowGroup(placed, rows: group.count)
    }
    bytes += try assembler.finish(at: bytes.count).joined()
    try writeFile(path, bytes)
  }

  private static func cells(of rows: [Row], _ leaf: Leaf) -> (Structure, Values) {
    switch leaf.index {
    case 0: return (.required(rows: rows.count), .int64(rows.map(\.id)))
    case 1: return (.optional(Bitmap(rows.map { $0.name != nil })), .bytes(ByteStrings(rows.compactMap(\.name))))
    case 2: return (.required(rows: rows.count), .int32(rows.map(\.amount)))
    default:
      var levels = Levels(definition: [], repetition: [], rows: rows.count)
      for row in rows {
        guard let tags = row.tags, !tags.isEmpty else {
          levels.definition.append(row.tags == nil ? 0 : 1)
          levels.repetition.append(0)
          continue
        }
        for (number, tag) in tags.enumerated() {
          levels.definition.append(tag == nil ? 2 : 3)
          levels.repetition.append(number == 0 ? 0 : 1)
        }
      }
      return (.nested(levels), .bytes(ByteStrings(rows.flatMap { $0.tags ?? [] }.compactMap(\.self))))
    }
  }
}

/// A directory that goes when it is no longer used.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    path = "/tmp/louver-engine-\(UInt64.random(in: .min ... .max))"
    guard unsafe mkdir(path, 0o700) == 0 else { throw Failure(what: "no temporary directory") }
  }

  deinit { unsafe system("rm -rf '\(path)'") }

  var entries: [String] { listing(path).sorted() }
}

struct Failure: Error {
  var what: String
}

struct SmallRandom {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

func writeFile(_ path: String, _ bytes: [UInt8]) throws {
  guard let file = unsafe fopen(path, "wb") else { throw Failure(what: "cannot write") }
  let written = unsafe fwrite(bytes, 1, bytes.count, file)
  unsafe fclose(file)
  guard written == bytes.count else { throw Failure(what: "cannot write") }
}

func makeDirectory(_ path: String) throws {
  guard unsafe mkdir(path, 0o700) == 0 else { throw Failure(what: "cannot make a directory") }
}

func readFile(_ path: String) throws -> [UInt8] {
  guard let file = unsafe fopen(path, "rb") else { throw Failure(what: "cannot read") }
  defer { unsafe fclose(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe fread(&block, 1, block.count, file)
    if count == 0 { return bytes }
    bytes += block[0..<count]
  }
}

func listing(_ path: String) -> [String] {
  guard let stream = unsafe opendir(path) else { return [] }
  defer { unsafe closedir(stream) }
  var names: [String] = []
  while let entry = unsafe readdir(stream) {
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
      unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names
}
