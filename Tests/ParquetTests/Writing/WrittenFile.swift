import Codecs
import Columnar
import Testing

@testable import Parquet

/// How a leaf stands in its schema.
enum Shape: CaseIterable {
  case required, optional, optionalInStruct, repeated, list, listOfLists

  var repetitions: [Repetition] {
    switch self {
    case .required: [.required]
    case .optional: [.optional]
    case .optionalInStruct: [.optional, .optional]
    case .repeated: [.repeated]
    case .list: [.optional, .repeated, .optional]
    case .listOfLists: [.optional, .repeated, .optional, .repeated, .required]
    }
  }

  func schema(_ type: LeafType) -> Schema {
    let last = repetitions.count - 1
    var node = SchemaNode("n\(last)", repetitions[last], .leaf(type))
    for depth in (0..<last).reversed() {
      node = SchemaNode("n\(depth)", repetitions[depth], .group(nil, [node]))
    }
    return Schema(fields: [node])
  }

  /// Rows of this shape, and the number of values in them.
  func structure(rows: Int, _ generator: inout Generator) -> (Structure, values: Int) {
    switch self {
    case .required: return (.required(rows: rows), rows)
    case .optional:
      let dense = generator.below(3)
      let validity = Bitmap((0..<rows).map { _ in dense == 0 || generator.below(5) > dense })
      return (.optional(validity), validity.setCount)
    case .optionalInStruct, .repeated, .list, .listOfLists:
      var levels = Levels(definition: [], repetition: [], rows: rows)
      for _ in 0..<rows { appendRow(to: &levels, &generator, 0, definition: 0, repetition: 0, depth: 0) }
      let maximum = repetitions.count { $0 != .required }
      let values = levels.definition.count { $0 == maximum }
      if !repetitions.contains(.repeated) { levels.repetition = [] }
      return (.nested(levels), values)
    }
  }

  private func appendRow(
    to levels: inout Levels, _ generator: inout Generator, _ index: Int, definition: UInt8, repetition: UInt8,
    depth: UInt8
  ) {
    if index < repetitions.count {
      switch repetitions[index] {
      case .required:
        return appendRow(
          to: &levels, &generator, index + 1, definition: definition, repetition: repetition, depth: depth)
      case .optional where generator.below(5) > 0:
        return appendRow(
          to: &levels, &generator, index + 1, definition: definition + 1, repetition: repetition, depth: depth)
      case .repeated:
        let count = generator.below(4)
        for element in 0..<count {
          appendRow(
            to: &levels, &generator, index + 1, definition: definition + 1,
            repetition: element == 0 ? repetition : depth + 1, depth: depth + 1)
        }
        if count > 0 { return }
      case .optional: break
      }
    }
    levels.definition.append(definition)
    levels.repetition.append(repetition)
  }
}

extension EncodedChunk {
  /// All of its bytes, of a chunk that nothing was taken from and no bytes of a file belong to.
  var bytes: [UInt8] {
    pieces.flatMap { piece -> [UInt8] in if case .bytes(let bytes) = piece { bytes } else { [] } }
  }
}

/// A chunk of which pieces were taken from its writer is, with these, the chunk that was expected.
func expectSame(_ chunk: EncodedChunk, taken: [ChunkPiece], as expected: EncodedChunk) {
  let before = chunk.piecesBeforeTaken
  #expect(chunk.pieces[..<before] + taken + chunk.pieces[before...] == expected.pieces[...])
  #expect(chunk.metadata == expected.metadata)
  #expect(chunk.columnIndex == expected.columnIndex)
  #expect(chunk.offsetIndex == expected.offsetIndex)
}

/// A file of one column, in memory.
struct WrittenFile {
  let file: ParquetFile
  let bytes: [UInt8]

  init(_ schema: Schema, _ chunks: [EncodedChunk], rows: [Int]) throws {
    var bytes = FileAssembler.magic
    var assembler = FileAssembler(
      schema: schema, createdBy: "louver version test", keyValueMetadata: [KeyValue(key: "k", value: "v")])
    for (chunk, rows) in zip(chunks, rows) {
      assembler.addRowGroup([(chunk, bytes.count)], rows: rows)
      bytes += chunk.bytes
    }
    for piece in try assembler.finish(at: bytes.count) { bytes += piece }
    self.bytes = bytes
    file = try ParquetFile(MemorySource(name: "written", bytes: bytes))
  }

  /// All rows of a row group, dictionaries resolved.
  func column(_ rowGroup: Int = 0) throws -> Column? {
    var reader = try ChunkReader(file: file, rowGroup: rowGroup, leaf: file.schema.leaves[0])
    var result: Column?
    while var column = try reader.next() {
      column.data = .plain(column.data.values)
      result = result?.appending(column, sharingDictionary: false) ?? column
    }
    return result
  }
}
