import Columnar
import Testing

@testable import Parquet

@Suite struct ConstantChunkTests {
  static let counts = [1, 7, 1000, 1 << 20, 2_100_001]

  @Test(arguments: [PhysicalType.boolean, .int64, .byteArray], counts)
  func blankChunksReadAsNulls(type: PhysicalType, rows: Int) throws {
    let schema = Shape.optional.schema(LeafType(type))
    for version: ChunkOptions.PageVersion in [.v1, .v2] {
      let options = ChunkOptions(pageVersion: version, pageChecksum: true)
      let chunk = try ChunkWriter.blank(leaf: schema.leaves[0], options: options, rows: rows)
      #expect(chunk.byteCount < 400)
      #expect(chunk.metadata.statistics?.nullCount == rows)
      #expect(chunk.metadata.statistics?.minValue == nil)
      #expect(chunk.columnIndex?.nullPages.allSatisfy { $0 } == true)
      let column = try #require(try WrittenFile(schema, [chunk], rows: [rows]).column())
      #expect(column.structure == .optional(Bitmap(repeating: false, count: rows)))
    }
  }

  @Test(arguments: Values.types, [1, 1000])
  func constantChunksReadAsTheirValue(type: PhysicalType, rows: Int) throws {
    let value = Values.generated(type, .any, count: 1, seed: 12)
    for shape: Shape in [.required, .optional] {
      let schema = shape.schema(LeafType(type))
      for version: ChunkOptions.PageVersion in [.v1, .v2] {
        let options = ChunkOptions(pageVersion: version, pageChecksum: true)
        let chunk = try ChunkWriter.constant(value, leaf: schema.leaves[0], options: options, rows: rows)
        #expect(chunk.byteCount < 600)
        #expect(chunk.metadata.statistics?.nullCount == 0)
        let written = try WrittenFile(schema, [chunk], rows: [rows])
        var reader = try ChunkReader(file: written.file, rowGroup: 0, leaf: written.file.schema.leaves[0])
        var seen = 0
        while let column = try reader.next() {
          seen += column.rows
          #expect(column.data.count == column.rows)
          #expect(column.data.values[0..<1].isIdentical(to: value))
          if case .dictionary(_, let indices) = column.data { #expect(indices.allSatisfy { $0 == 0 }) }
        }
        #expect(seen == rows)
      }
    }
  }

  @Test func manyRowsAreSplitIntoPages() throws {
    let rows = 8 << 20
    let leaf = Shape.optional.schema(LeafType(.int64)).leaves[0]
    let chunk = try ChunkWriter.constant(.int64([7]), leaf: leaf, options: ChunkOptions(), rows: rows)
    #expect(chunk.offsetIndex.pages.map(\.firstRow) == (0..<8).map { $0 << 20 })
    #expect(chunk.metadata.valueCount == rows)
    #expect(chunk.byteCount < 1000)
  }

  @Test func nestedLeavesAndRequiredOnesHaveNoBlank() {
    for shape in Shape.allCases where shape != .optional {
      let leaf = shape.schema(.string).leaves[0]
      #expect(throws: ParquetError.self) {
        try ChunkWriter.blank(leaf: leaf, options: ChunkOptions(), rows: 5)
      }
    }
    let leaf = Shape.list.schema(.string).leaves[0]
    #expect(throws: ParquetError.self) {
      try ChunkWriter.constant(.bytes(ByteStrings(["x"])), leaf: leaf, options: ChunkOptions(), rows: 5)
    }
  }
}
