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
