import Columnar
import Testing

@testable import Parquet

@Suite struct BloomFilterTests {
  /// Filters of other writers have the bits of their chunk's values, and no others.
  @Test func itsBitsAreThoseOfItsValues() throws {
    var filters = 0
    for name in SampleFile.readable {
      let file = try SampleFile.open(name)
      for group in file.metadata.rowGroups.indices {
        for leaf in file.schema.leaves {
          guard let filter = try BloomFilter(of: file, rowGroup: group, leaf: leaf) else { continue }
          var expected = filter.emptied
          var reader = try ChunkReader(file: file, rowGroup: group, leaf: leaf)
          while let column = try reader.next() { expected.add(column.data.values) }
          #expect(filter.isSubset(of: expected) && expected.isSubset(of: filter))
          filters += 1
        }
      }
    }
    #expect(filters > 0)
  }

  /// Published results of the hash, of lengths below and above its block of 32 bytes.
  @Test(
    arguments: [
      ("", 0xef46_db37_51d8_e999), ("a", 0xd24e_c4f1_a98c_6e5b), ("abc", 0x44bc_2cf5_ad77_0999),
      ("The quick brown fox jumps over the lazy dog", 0x0b24_2d36_1fda_71bc),
    ] as [(String, UInt64)])
  func theHashIsTheOneOfTheFormat(text: String, hash: UInt64) {
    let bytes = Array(text.utf8)
    #expect(XXH64.hash(bytes.rawBytes, 0..<bytes.count) == hash)
  }
}
