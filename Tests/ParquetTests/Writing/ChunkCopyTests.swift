import Columnar
import Testing

@testable import Parquet

@Suite struct ChunkCopyTests {
  private static let text = SchemaNode("text", .required, .leaf(LeafType(.byteArray)))

  /// Offsets mean nothing where there are no values.
  @Test func aChunkWithoutValuesIsCopiedWhereverItIsSaidToBe() throws {
    var file = HandmadeFile(fields: [Self.text], rowCount: 0)
    file.endChunk(valueCount: 0, type: .byteArray)
    var opened = try file.open()
    var metadata = opened.metadata
    metadata.rowGroups[0].columns[0].metadata?.dataPageOffset = 1 << 40
    metadata.rowGroups[0].columns[0].metadata?.totalCompressedSize = 1 << 50
    opened = try ParquetFile(MemorySource(name: "empty", bytes: Footer.magic + encodeFooter(metadata)))
    let copy = try ChunkCopy(
      of: opened, rowGroup: 0, leaf: opened.schema.leaves[0], proving: GroupAgreement(opened.schema))
    #expect(copy.range.isEmpty && copy.pages.isEmpty)
  }

  /// Impala fills the bytes of bit-packed levels from the other end, and only its name tells.
  @Test(arguments: [("impala version 1.3.1", true), ("parquet-mr version 1.10.0", false)])
  func bitPackedLevelsOfImpalaAreNotCopiedIntoFilesOfOthers(writer: String, isTheirs: Bool) throws {
    var file = HandmadeFile(fields: [SchemaNode("number", .optional, .leaf(LeafType(.int64)))], rowCount: 4)
    let header = DataPageHeader(valueCount: 4, encoding: .plain, definitionLevelEncoding: .bitPacked)
    file.append(.data(header), [0b0000_0001] + [UInt8](repeating: 7, count: 8))
    file.endChunk(valueCount: 4)
    let plain = try file.open()
    var metadata = plain.metadata
    metadata.createdBy = writer
    let source = try #require(plain.source as? MemorySource)
    let opened = try ParquetFile(
      MemorySource(name: writer, bytes: source.bytes[..<plain.footerRange.lowerBound] + encodeFooter(metadata)))
    let copy = try ChunkCopy(of: opened, rowGroup: 0, leaf: opened.schema.leaves[0], proving: nil)
    #expect(copy.dependsOnWriter(of: opened, leaf: opened.schema.leaves[0]) == isTheirs)
  }

  /// Their checksums are all 0, or their v2 pages compressed whatever they say.
  @Test(arguments: [
    ("Parquet.jl-multiple_rowgroups", true), ("arrow-testing-ARROW-17100", true), ("cudf-example", false),
  ])
  func pagesThatOnlyTheirWriterExplainsAreNotCopied(name: String, depend: Bool) throws {
    let file = try SampleFile.open(name)
    let depending = try file.schema.leaves.filter { leaf in
      try ChunkCopy(of: file, rowGroup: 0, leaf: leaf, proving: GroupAgreement(file.schema))
        .dependsOnWriter(of: file, leaf: leaf)
    }
    #expect(!depending.isEmpty == depend)
  }

  /// A struct that is absent in the second row of one column, and in the first of the other.
  @Test(arguments: [([1, 0] as [UInt8], true), ([0, 1], false)])
  func columnsOfOneGroupMustAgreeWhereItIs(levels: [UInt8], agree: Bool) throws {
    let field = SchemaNode("number", .required, .leaf(LeafType(.int64)))
    let other = SchemaNode("other", .required, .leaf(LeafType(.int64)))
    var file = HandmadeFile(
      fields: [SchemaNode("group", .optional, .group(nil, [field, other])), field], rowCount: 2)
    for definition in [[1, 0], levels] {
      try file.append(
        HandmadeFile.Slots(definition: definition, values: [5]), .plain, maxDefinition: 1, maxRepetition: 0)
      file.endChunk(valueCount: 2)
    }
    try file.append(
      HandmadeFile.Slots(definition: [0, 0], values: [5, 6]), .plain, maxDefinition: 0, maxRepetition: 0)
    file.endChunk(valueCount: 2)
    let opened = try file.open()
    let accounts = try opened.schema.leaves.map { leaf in
      try ChunkCopy(of: opened, rowGroup: 0, leaf: leaf, proving: GroupAgreement(opened.schema)).account
    }
    #expect((accounts[0]?.withLeafAfter == accounts[1]?.withLeafBefore) == agree)
    #expect(accounts[0]?.withLeafBefore == nil && accounts[1]?.withLeafAfter == nil)
    #expect(accounts[2]?.withLeafBefore == nil)
  }
}

/// Counts of levels and bytes go along with a chunk's pages, where they are of them.
@Suite struct CopiedSizeStatisticsTests {
  private static let schema = Shape.list.schema(.string)
  /// [["ab", NULL], NULL, [], ["", "cde"]]
  private static let levels = Levels(definition: [3, 2, 0, 1, 3, 3], repetition: [0, 1, 0, 0, 0, 1], rows: 4)
  private static let right = SizeStatistics(
    unencodedByteArrayBytes: 5, repetitionLevelHistogram: [4, 2], definitionLevelHistogram: [1, 1, 1, 3])

  /// What is copied of a chunk in two pages, of which `claimed` is said.
  private func copied(
    _ claimed: SizeStatistics?, histograms: [Int]? = nil, isProven: Bool, dictionary: Bool = true
  ) throws -> EncodedChunk {
    let leaf = Self.schema.leaves[0]
    var options = ChunkOptions(pageRowLimit: 3)
    options.dictionary = dictionary
    var writer = ChunkWriter(leaf: leaf, options: options)
    try writer.append(.nested(Self.levels), .plain(.bytes(ByteStrings(["ab", "", "cde"]))))
    var chunk = try writer.finish()
    chunk.metadata.sizeStatistics = claimed
    chunk.columnIndex?.definitionLevelHistograms = histograms
    let file = try WrittenFile(Self.schema, [chunk], rows: [4]).file
    let agreement = isProven ? GroupAgreement(file.schema) : nil
    return try ChunkCopy(of: file, rowGroup: 0, leaf: leaf, proving: agreement)
      .encoded(file: file, rowGroup: 0, leaf: leaf, path: leaf.path)
  }

  @Test(arguments: [true, false]) func whatWasDecodedIsCounted(dictionary: Bool) throws {
    let wrong = SizeStatistics(
      unencodedByteArrayBytes: 1, repetitionLevelHistogram: [6, 0], definitionLevelHistogram: [6, 0, 0, 0])
    let chunk = try copied(wrong, histograms: [9], isProven: true, dictionary: dictionary)
    #expect(chunk.metadata.sizeStatistics == Self.right)
    #expect(chunk.columnIndex?.definitionLevelHistograms == nil)
    #expect(try copied(nil, isProven: true).metadata.sizeStatistics == nil)
  }

  @Test func whatWasNotDecodedIsAsItWasIfItCanBeTrue() throws {
    let pages = [1, 1, 1, 1, 0, 0, 0, 2]
    let chunk = try copied(Self.right, histograms: pages, isProven: false)
    #expect(chunk.metadata.sizeStatistics == Self.right)
    #expect(chunk.columnIndex?.definitionLevelHistograms == pages)
  }

  @Test(arguments: [[6], [1, 1, 1, 2], [7, 0, 0, -1], [.max, .max, 4, 4], [1, 1, 1, 3, 0]])
  func whatCannotBeTrueStaysBehind(histogram: [Int]) throws {
    let claimed = SizeStatistics(
      unencodedByteArrayBytes: -1, repetitionLevelHistogram: [4, 2], definitionLevelHistogram: histogram)
    let chunk = try copied(claimed, histograms: histogram, isProven: false)
    #expect(chunk.metadata.sizeStatistics == SizeStatistics(repetitionLevelHistogram: [4, 2]))
    #expect(chunk.columnIndex != nil && chunk.columnIndex?.definitionLevelHistograms == nil)
  }

  /// Levels, NULLs among them, are counted in all their forms.
  @Test(arguments: Shape.allCases) func countsAreOfTheLevels(shape: Shape) throws {
    let leaf = shape.schema(.string).leaves[0]
    var generator = Generator(seed: 11)
    let (structure, values) = shape.structure(rows: 50, &generator)
    var sizes = SizeStatistics(of: leaf)
    sizes.add(structure, .dictionary(.bytes(ByteStrings(["xyz"])), indices: [UInt32](repeating: 0, count: values)))
    #expect(sizes.unencodedByteArrayBytes == 3 * values)
    let slots = if case .nested(let levels) = structure { levels.definition.count } else { 50 }
    #expect(sizes.definitionLevelHistogram?.reduce(0, +) ?? slots == slots)
    #expect(sizes.definitionLevelHistogram?.last ?? values == values)
    #expect(sizes.repetitionLevelHistogram?[0] ?? 50 == 50)
    #expect(sizes.plausible(leaf, slots: slots) == sizes)
  }
}
