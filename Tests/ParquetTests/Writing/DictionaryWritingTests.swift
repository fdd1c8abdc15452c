import Columnar
import Testing

@testable import Parquet

@Suite struct DictionaryWritingTests {
  private let schema = Shape.required.schema(.string)
  private var leaf: Leaf { schema.leaves[0] }

  private func encodings(_ chunk: EncodedChunk) -> [Encoding] {
    (chunk.metadata.encodingStats ?? []).flatMap { stats in
      [Encoding](repeating: stats.encoding, count: stats.pageType == .dictionary ? 0 : Int(stats.count))
    }
  }

  @Test(arguments: Values.types.filter { $0 != .boolean })
  func idsFollowTheOrderOfFirstUse(type: PhysicalType) throws {
    for distribution in Distribution.allCases {
      var writer = ChunkWriter(leaf: Shape.required.schema(LeafType(type)).leaves[0], options: ChunkOptions())
      let values = Values.generated(type, distribution, count: 3000, seed: 5)
      let ids = try writer.intern(values[0..<1000]) + writer.intern(values[1000..<3000])
      var next: UInt32 = 0
      for id in ids {
        #expect(id <= next)
        next = max(next, id + 1)
      }
      #expect(writer.dictionaryCount == Int(next))
      try writer.append(.required(rows: 3000), ids: ids)
      let written = try WrittenFile(Shape.required.schema(LeafType(type)), [try writer.finish()], rows: [3000])
      let column = try #require(try written.column())
      #expect(column.data.values.isIdentical(to: values))
    }
  }

  @Test func equalValuesHaveOneIdAndDifferentBitsHaveTwo() throws {
    var writer = ChunkWriter(leaf: Shape.required.schema(LeafType(.double)).leaves[0], options: ChunkOptions())
    let ids = try writer.intern(.double([0, -0.0, .nan, 0, .nan, -.nan, 1]))
    #expect(ids == [0, 1, 2, 0, 2, 3, 4])
  }

  /// Entries in another order, such as that of the values, tell by their indices what a one-to-one mask hides.
  @Test(
    arguments: [([0, 1, 2], true), ([2, 0, 1], false), ([0, 2, 1], false), ([0, 1, 1], false)] as [([UInt32], Bool)])
  func onlyADictionaryInOrderOfFirstUseIsExchanged(ids: [UInt32], isInOrder: Bool) throws {
    var writer = ChunkWriter(leaf: leaf, options: ChunkOptions(pageRowLimit: 4))
    _ = try writer.intern(.bytes(ByteStrings(["a", "b", "c"])))
    try writer.append(.required(rows: 9), ids: [0, 0, 0] + ids + ids)
    let file = try WrittenFile(schema, [try writer.finish()], rows: [9]).file
    let exchanged = try DictionaryReplacement.encoded(
      file: file, rowGroup: 0, leaf: leaf, output: leaf, options: ChunkOptions()
    ) { _ in .bytes(ByteStrings(["x", "y", "z"])) }
    #expect((exchanged != nil) == isInOrder)
  }

  /// Masks make NULLs that have no dictionary; those that were there may have one.
  @Test func nullsAreTheSameBytesWhateverTheyCameOf() throws {
    let leaf = Shape.optional.schema(.string).leaves[0]
    let nulls = Structure.optional(Bitmap(repeating: false, count: 30))
    let texts = Structure.optional(Bitmap(repeating: true, count: 2))
    let chunks = try [true, false].map { hasDictionary in
      var writer = ChunkWriter(leaf: leaf, options: ChunkOptions(pageRowLimit: 20))
      func appendNulls() throws {
        if hasDictionary { try writer.append(nulls, ids: []) } else { try writer.appendNulls(nulls) }
      }
      try appendNulls()
      try writer.append(texts, ids: try writer.intern(.bytes(ByteStrings(["a", "b"]))))
      try appendNulls()
      return try writer.finish()
    }
    #expect(chunks[0].bytes == chunks[1].bytes)
  }

  @Test func aDictionaryThatGrowsTooLargeIsLeftAtTheRowThatDoesIt() throws {
    let few = (0..<600).map { "few \($0 % 3)" }
    let many = (0..<600).map { "many different values \($0)" }
    var writer = ChunkWriter(leaf: leaf, options: ChunkOptions(dictionaryByteLimit: 1000, pageRowLimit: 200))
    try writer.append(.required(rows: 1200), .bytes(ByteStrings(few + many)))
    let chunk = try writer.finish()
    #expect(encodings(chunk).filter { $0 == .runLengthDictionary }.count == 4)
    #expect(encodings(chunk).contains(.plain))
    #expect(chunk.offsetIndex.pages[4].firstRow > 600 && chunk.offsetIndex.pages[4].firstRow < 650)
    let column = try #require(try WrittenFile(schema, [chunk], rows: [1200]).column())
    #expect(column.data.values == .bytes(ByteStrings(few + many)))
  }

  @Test func aDictionaryThatDoesNotPayIsGivenUp() throws {
    let strings = ByteStrings((0..<500).map { "\($0)" })
    var writer = ChunkWriter(leaf: leaf, options: ChunkOptions(pageRowLimit: 200))
    try writer.append(.required(rows: 500), .bytes(strings))
    let chunk = try writer.finish()
    #expect(encodings(chunk) == [.plain, .plain, .plain])
    #expect(chunk.metadata.dictionaryPageOffset == nil)
    // Unless the caller holds ids of it.
    var pinned = ChunkWriter(leaf: leaf, options: ChunkOptions(pageRowLimit: 200))
    try pinned.append(.required(rows: 500), ids: pinned.intern(.bytes(strings)))
    #expect(encodings(try pinned.finish()).allSatisfy { $0 == .runLengthDictionary })
  }

  @Test func entriesThatNoRowUsesAreNotWritten() throws {
    for type in Values.types where type != .boolean && type != .fixedLengthByteArray(0) {
      let values = Values.generated(type, .any, count: 6, seed: 8)
      var writer = ChunkWriter(
        leaf: Shape.required.schema(LeafType(type)).leaves[0], options: ChunkOptions(codec: .uncompressed))
      let ids = try writer.intern(values)
      guard Set(ids).count == 6 else { continue }
      try writer.append(.required(rows: 3), ids: [ids[1], ids[3], ids[1]])
      let chunk = try writer.finish()
      let written = try WrittenFile(Shape.required.schema(LeafType(type)), [chunk], rows: [3])
      var reader = try ChunkReader(file: written.file, rowGroup: 0, leaf: written.file.schema.leaves[0])
      let dictionary = try #require(try reader.loadDictionary())
      #expect(dictionary.count == 4)
      #expect(dictionary.gathered([1, 3]).isIdentical(to: values.gathered([1, 3])))
      #expect(!dictionary.gathered([0, 2]).isIdentical(to: values.gathered([0, 2])))
      #expect(dictionary.gathered([0]).isIdentical(to: dictionary.gathered([2])))
    }
  }

  @Test func idsAndValuesMayAlternate() throws {
    for dictionary in [true, false] {
      var writer = ChunkWriter(leaf: leaf, options: ChunkOptions(dictionary: dictionary, pageRowLimit: 7))
      var expected: [String] = []
      for round in 0..<20 {
        let strings = (0..<10).map { "value \($0 * round % 6)" }
        expected += strings
        let values = Values.bytes(ByteStrings(strings))
        if round % 3 == 0 {
          try writer.append(.required(rows: 10), values)
        } else {
          try writer.append(.required(rows: 10), ids: writer.intern(values))
        }
      }
      let column = try #require(try WrittenFile(schema, [try writer.finish()], rows: [200]).column())
      #expect(column.data.values == .bytes(ByteStrings(expected)))
    }
  }

  @Test func idsThatWereNeverGivenAndBooleansAreRefused() throws {
    var writer = ChunkWriter(leaf: leaf, options: ChunkOptions())
    _ = try writer.intern(.bytes(ByteStrings(["a", "b"])))
    #expect(throws: ParquetError.self) { try writer.append(.required(rows: 1), ids: [2]) }
    #expect(throws: ParquetError.self) { try writer.intern(.int32([1])) }
    var boolean = ChunkWriter(leaf: Shape.required.schema(LeafType(.boolean)).leaves[0], options: ChunkOptions())
    #expect(throws: ParquetError.self) { try boolean.intern(.boolean(Bitmap([true]))) }
  }
}
