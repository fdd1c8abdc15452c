import Codecs
import Columnar
import Testing

@testable import Parquet

@Suite struct StructureReadingTests {
  /// Levels stand before values, and are the same whether these are read or not.
  @Test(arguments: Shape.allCases, [Codec.uncompressed, .zstd, .snappy])
  func rowsHaveTheSameStructureWithoutTheirValues(shape: Shape, codec: Codec) throws {
    for version: ChunkOptions.PageVersion in [.v1, .v2] {
      for (seed, dictionary) in [true, false].enumerated() {
        var generator = Generator(seed: UInt64(seed))
        let schema = shape.schema(.string)
        let (structure, count) = shape.structure(rows: 9000, &generator)
        let values = Values.generated(.byteArray, .any, count: count, seed: 4)
        let options = ChunkOptions(
          codec: codec, pageVersion: version, dictionary: dictionary, dictionaryMustPay: false, pageRowLimit: 4000)
        var writer = ChunkWriter(leaf: schema.leaves[0], options: options)
        try writer.append(structure, .plain(values))
        let file = try WrittenFile(schema, [try writer.finish()], rows: [9000]).file
        var whole = try ChunkReader(file: file, rowGroup: 0, leaf: schema.leaves[0])
        var levels = try ChunkReader(file: file, rowGroup: 0, leaf: schema.leaves[0], decodesValues: false)
        while let expected = try whole.next() {
          let column = try #require(try levels.next())
          #expect(column.structure == expected.structure)
          #expect(column.data.count == expected.data.count)
        }
        #expect(try levels.next() == nil)
      }
    }
  }
}
