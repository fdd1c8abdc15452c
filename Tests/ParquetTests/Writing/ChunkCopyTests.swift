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
    let copy = try ChunkCopy(of: opened, rowGroup: 0, leaf: opened.schema.leaves[0], decodes: true)
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
    let copy = try ChunkCopy(of: opened, rowGroup: 0, leaf: opened.schema.leaves[0], decodes: false)
    #expect(copy.dependsOnWriter(of: opened, leaf: opened.schema.leaves[0]) == isTheirs)
  }
}
