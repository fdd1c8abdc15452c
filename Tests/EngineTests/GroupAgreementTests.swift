import Columnar
import Engine
import Masking
import Parquet
import Policy
import Testing

/// Columns of one group are stored apart: a file in which they disagree about the group is not passed on.
@Suite struct GroupAgreementTests {
  private static let number = LeafType(.int32)
  /// A list of structs of two fields, and a column beside it.
  private static let schema = Schema(fields: [
    SchemaNode(
      "items", .optional,
      .group(
        .list,
        [
          SchemaNode(
            "list", .repeated,
            .group(
              nil,
              [
                SchemaNode(
                  "element", .optional,
                  .group(
                    nil, [SchemaNode("a", .optional, .leaf(number)), SchemaNode("b", .required, .leaf(number))]))
              ]))
        ])),
    SchemaNode("c", .optional, .leaf(number)),
  ])

  /// Three rows: two elements, one, none.
  private static let repetition: [UInt8] = [0, 1, 0, 0]
  private static let ofA: [UInt8] = [4, 3, 2, 1]

  private func rewrite(
    _ directory: TemporaryDirectory, ofB: [UInt8], _ repetitionOfB: [UInt8], drop: [String] = []
  ) throws -> Int {
    var bytes = FileAssembler.magic
    var assembler = FileAssembler(schema: Self.schema, createdBy: "louver tests")
    var placed: [(EncodedChunk, Int)] = []
    let levels = [(Self.ofA, Self.repetition), (ofB, repetitionOfB)]
    for leaf in Self.schema.leaves {
      var writer = ChunkWriter(leaf: leaf, options: ChunkOptions())
      if leaf.index < 2 {
        let (definition, repetition) = levels[leaf.index]
        let count = definition.count { Int($0) == leaf.maxDefinition }
        try writer.append(
          .nested(Levels(definition: definition, repetition: repetition, rows: 3)),
          .plain(.int32([Int32](repeating: 7, count: count))))
      } else {
        try writer.append(.optional(Bitmap([false, false, true])), .plain(.int32([1])))
      }
      let chunk = try writer.finish()
      placed.append((chunk, bytes.count))
      for case .bytes(let piece) in chunk.pieces { bytes += piece }
    }
    assembler.addRowGroup(placed, rows: 3)
    bytes += try assembler.finish(at: bytes.count).joined()
    let path = directory.path + "/in.parquet"
    try writeFile(path, bytes)
    let view = VisibleView(
      columns: try Dictionary(uniqueKeysWithValues: drop.map { ($0, [Restriction(mask: try .parse("drop"))]) }))
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    let out = directory.path + "/out.parquet"
    return try Job(source: Source(location: path), view: view, keys: keys).write(to: .file(out)).rowsWritten
  }

  @Test func columnsThatAgreeAreCopied() throws {
    #expect(try rewrite(TemporaryDirectory(), ofB: [3, 3, 2, 1], Self.repetition) == 3)
  }

  @Test(arguments: [
    // An element that is there in one column only.
    ([3, 2, 2, 1], [0, 1, 0, 0]),
    // An empty list that is absent in the other column.
    ([3, 3, 2, 0], [0, 1, 0, 0]),
    // As many elements, in other rows.
    ([3, 2, 3, 1], [0, 0, 1, 0]),
    // More elements.
    ([3, 3, 2, 2, 1], [0, 1, 0, 1, 0]),
  ])
  func columnsThatDisagreeAreRefused(definition: [UInt8], repetition: [UInt8]) throws {
    let directory = try TemporaryDirectory()
    let error = #expect(throws: EngineError.self) { try rewrite(directory, ofB: definition, repetition) }
    #expect(error?.kind == .malformed && error?.place.column == "items.b")
    #expect(directory.entries == ["in.parquet"])
    // One of them alone disagrees with nobody.
    #expect(try rewrite(directory, ofB: definition, repetition, drop: ["items.a"]) == 3)
  }
}
