import Columnar
import Testing

@testable import Parquet

/// Reading some rows of a page is reading all and selecting some.
@Suite struct SelectedRowsTests {
  private static let types: [PhysicalType] = [.boolean, .int32, .double, .byteArray, .fixedLengthByteArray(3)]

  @Test(arguments: types, Shape.allCases)
  func selectedRowsAreThoseOfAll(physical: PhysicalType, shape: Shape) throws {
    let schema = shape.schema(LeafType(physical))
    for (seed, distribution) in Distribution.allCases.enumerated() {
      var generator = Generator(seed: UInt64(seed))
      let (structure, count) = shape.structure(rows: 500, &generator)
      let values = Values.generated(physical, distribution, count: count, seed: UInt64(seed) + 20)
      for options in [
        ChunkOptions(dictionaryByteLimit: 300, pageRowLimit: 90), ChunkOptions(dictionary: false, pageRowLimit: 70),
        ChunkOptions(pageVersion: .v2, dictionary: false, pageRowLimit: 130),
      ] {
        var writer = ChunkWriter(leaf: schema.leaves[0], options: options)
        try writer.append(structure, .plain(values))
        let written = try WrittenFile(schema, [writer.finish()], rows: [500])
        try check(written.file, schema.leaves[0], &generator)
      }
    }
  }

  private func check(_ file: ParquetFile, _ leaf: Leaf, _ generator: inout Generator) throws {
    var all = try ChunkReader(file: file, rowGroup: 0, leaf: leaf)
    var some = try ChunkReader(file: file, rowGroup: 0, leaf: leaf)
    while let column = try all.next() {
      let (chance, from) = (generator.below(4), generator.below(column.rows))
      let selection = Bitmap(count: column.rows) { row in
        chance == 0 ? row == from : chance == 1 ? row < from : generator.below(chance) == 0
      }
      let expected = column.selected(rows: selection)
      let found = try #require(try some.next(selecting: selection))
      #expect(found.rows == selection.setCount)
      #expect(found.structure == expected.structure)
      #expect(found.data.values.isIdentical(to: expected.data.values))
    }
    #expect(try some.next(selecting: Bitmap(count: 0) { _ in false }) == nil)
  }

  /// Values that are passed over have to be there too.
  @Test func pagesThatEndEarlyAreRefusedWhateverIsSelected() throws {
    let strings = ByteStrings((0..<40).map { String(repeating: "x", count: $0) })
    let bytes = try Encodings.encode(.plain, .bytes(strings))
    for first in [true, false] {
      let selection = Bitmap(count: 40) { first ? $0 == 0 : $0 == 39 }
      for end in [bytes.count - 1, bytes.count - 39, bytes.count - 41, 90, 3, 0] {
        #expect(throws: ParquetError.self) {
          _ = try Encodings.decode(
            .plain, bytes.rawBytes.extracting(0..<end), count: 40, type: .byteArray, selecting: selection)
        }
      }
      let whole = try Encodings.decode(.plain, bytes.rawBytes, count: 40, type: .byteArray, selecting: selection)
      #expect(whole.isIdentical(to: Values.bytes(strings).selected(by: selection)))
    }
  }
}
