import Columnar
import Testing

@testable import Parquet

@Suite struct ListContinuityTests {
  private static let schema = Shape.list.schema(LeafType(.int64))

  /// One row whose two slots have these levels, in one page or in two.
  private func file(_ definition: [UInt8], cuts: [Range<Int>]) throws -> ParquetFile {
    let slots = HandmadeFile.Slots(
      repetition: [0, 1], definition: definition, values: definition.filter { $0 == 3 }.map { _ in 7 })
    var file = HandmadeFile(fields: Self.schema.fields, rowCount: 1)
    for cut in cuts { try file.append(slots.slots(cut, maximum: 3), .plain, maxDefinition: 3, maxRepetition: 1) }
    file.endChunk(valueCount: 2)
    return try file.open()
  }

  /// NULL or empty, and then a second element; a second element that is none.
  @Test(arguments: [[0, 3], [1, 3], [3, 1], [3, 0]] as [[UInt8]], [[0..<2], [0..<1, 1..<2]])
  func aListThatGoesOnWhereItIsNotIsMalformed(definition: [UInt8], cuts: [Range<Int>]) throws {
    let file = try file(definition, cuts: cuts)
    let error = #expect(throws: ParquetError.self) {
      var reader = try ChunkReader(file: file, rowGroup: 0, leaf: file.schema.leaves[0])
      while try reader.next() != nil {}
    }
    #expect(error?.kind == .malformed)
    #expect(throws: ParquetError.self) {
      try ChunkCopy(of: file, rowGroup: 0, leaf: file.schema.leaves[0], proving: GroupAgreement(file.schema))
    }
  }

  @Test(arguments: [[3, 3], [2, 3], [3, 2], [2, 2]] as [[UInt8]], [[0..<2], [0..<1, 1..<2]])
  func aListThatGoesOnIsRead(definition: [UInt8], cuts: [Range<Int>]) throws {
    let file = try file(definition, cuts: cuts)
    var reader = try ChunkReader(file: file, rowGroup: 0, leaf: file.schema.leaves[0])
    let column = try #require(try reader.next())
    #expect(column.structure == .nested(Levels(definition: definition, repetition: [0, 1], rows: 1)))
    #expect(try reader.next() == nil)
  }
}
