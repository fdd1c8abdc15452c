import Columnar
import Engine
import Expressions
import Masking
import Parquet
import Policy
import Testing

/// A bloom filter tells of values: it goes with a chunk that is copied, and with no other.
@Suite struct BloomFilterTests {
  private static let columns = ["id", "name", "amount", "tags"]

  /// 32 bytes of bits behind their header, unlike for every chunk.
  private static func filter(group: Int, leaf: Int) -> [UInt8] {
    let header: [UInt8] = [0x15, 0x40, 0x1C, 0x1C, 0, 0, 0x1C, 0x1C, 0, 0, 0x1C, 0x1C, 0, 0, 0]
    return header + (0..<32).map { UInt8(truncatingIfNeeded: $0 * 7 + group * 31 + leaf * 101) }
  }

  /// A file of two row groups of which every chunk has a filter, behind all chunks.
  private func input(lengths: Bool) throws -> SampleFile {
    let file = try SampleFile(rows: 60, groupRows: 30)
    let plain = try readFile(file.path)
    let parquet = try ParquetFile(MemorySource(name: "in", bytes: plain))
    var metadata = parquet.metadata
    var bytes = Array(plain[..<parquet.footerRange.lowerBound])
    for group in 0..<2 {
      for leaf in 0..<4 {
        let filter = Self.filter(group: group, leaf: leaf)
        metadata.rowGroups[group].columns[leaf].metadata?.bloomFilterOffset = bytes.count
        if lengths { metadata.rowGroups[group].columns[leaf].metadata?.bloomFilterLength = Int32(filter.count) }
        bytes += filter
      }
    }
    try writeFile(file.path, bytes + encodeFooter(metadata))
    return file
  }

  /// The output's bytes, and where in them the filter of each chunk is, row group by row group.
  private func rewrite(
    _ file: SampleFile, _ masks: [String: String], where predicate: String? = nil
  ) throws -> (bytes: [UInt8], filters: [Range<Int>?]) {
    let context = EvaluationContext(nowNanoseconds: 0)
    let rows = try predicate.map { try Predicate(parsing: $0, schema: SampleFile.schema, context: context) }
    let view = VisibleView(
      rows: Set(rows.map { [$0] } ?? []), columns: try masks.mapValues { Set([Restriction(mask: try .parse($0))]) })
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    let out = file.directory.path + "/out-\(UInt64.random(in: .min ... .max)).parquet"
    _ = try Job(source: Source(location: file.path), view: view, keys: keys).write(to: .file(out))
    let bytes = try readFile(out)
    let written = try ParquetFile(MemorySource(name: out, bytes: bytes))
    let filters = try written.metadata.rowGroups.indices.flatMap { group in
      try written.schema.leaves.map { try written.bloomFilterRange(rowGroup: group, leaf: $0) }
    }
    let claimed = written.metadata.rowGroups.flatMap(\.columns).map { $0.metadata?.bloomFilterOffset }
    #expect(claimed == filters.map { $0?.lowerBound })
    return (bytes, filters)
  }

  /// All sixteen sets of masked columns: a clear column's filters are there byte by byte, a masked one's are not.
  @Test(
    arguments: [true, false],
    [
      ["null", "null", "null", "null"], ["hash", "hash", "hash", "hash"],
      ["round(10)", "show(last=1)", "round(10)", "hash(length=16)"],
    ])
  func itGoesWithACopiedChunkOnly(lengths: Bool, masks: [String]) throws {
    let file = try input(lengths: lengths)
    for set in 0..<16 {
      let masked = (0..<4).filter { set >> $0 & 1 == 1 }
      let result = try rewrite(
        file, Dictionary(uniqueKeysWithValues: masked.map { (Self.columns[$0], masks[$0]) }))
      #expect(result.filters.count == 8)
      for (chunk, range) in result.filters.enumerated() {
        let (group, leaf) = chunk.quotientAndRemainder(dividingBy: 4)
        let expected = masked.contains(leaf) ? nil : Self.filter(group: group, leaf: leaf)
        #expect(range.map { Array(result.bytes[$0]) } == expected)
      }
      for leaf in masked {
        let bits = Self.filter(group: 1, leaf: leaf).suffix(32)
        #expect(!result.bytes.contains(bits))
      }
    }
  }

  @Test(arguments: ["id < 40", "id >= 30", "id >= 0"])
  func noneIsLeftWhereRowsAreSelected(predicate: String) throws {
    let result = try rewrite(input(lengths: true), [:], where: predicate)
    #expect(result.filters.allSatisfy { $0 == nil })
    for leaf in 0..<4 { #expect(!result.bytes.contains(Self.filter(group: 1, leaf: leaf).suffix(32))) }
  }

  /// Whatever is said to be a filter: what is not one, goes beyond the file or is somebody's pages is left behind.
  @Test func whatIsNoFilterIsNotPassedOn() throws {
    let file = try input(lengths: false)
    let bytes = try readFile(file.path)
    let parquet = try ParquetFile(MemorySource(name: "in", bytes: bytes))
    let chunk = try #require(parquet.metadata.rowGroups[0].columns[1].metadata?.pageRange)
    let filter = try #require(try parquet.bloomFilterRange(rowGroup: 0, leaf: parquet.schema.leaves[0]))
    func passedOn(_ offset: Int, length: Int32? = nil, _ change: [Int: UInt8] = [:]) throws -> Bool {
      var metadata = parquet.metadata
      metadata.rowGroups[0].columns[0].metadata?.bloomFilterOffset = offset
      metadata.rowGroups[0].columns[0].metadata?.bloomFilterLength = length
      var pages = Array(bytes[..<parquet.footerRange.lowerBound])
      for (place, byte) in change { pages[place] = byte }
      try writeFile(file.path, pages + encodeFooter(metadata))
      return try rewrite(file, [:]).filters[0] != nil
    }
    #expect(try passedOn(filter.lowerBound))
    #expect(try !passedOn(filter.lowerBound + 1))
    #expect(try !passedOn(filter.lowerBound, length: Int32(filter.count - 1)))
    for offset in [-1, 0, 3, chunk.lowerBound, parquet.footerRange.lowerBound, bytes.count, .max] {
      #expect(try !passedOn(offset))
    }
    // A length of -32, one that goes beyond the file, and bits that are said to be compressed.
    #expect(try !passedOn(filter.lowerBound, [filter.lowerBound + 1: 0x3F]))
    #expect(try !passedOn(filter.lowerBound, [filter.lowerBound + 1: 0xFF, filter.lowerBound + 2: 0x7F]))
    #expect(try !passedOn(filter.lowerBound, [filter.lowerBound + 11: 0x2C]))
    // A whole filter in the middle of another column's pages.
    let disguise = Self.filter(group: 0, leaf: 0).prefix(chunk.count)
    #expect(disguise.count == filter.count)
    let inPages = Dictionary(uniqueKeysWithValues: zip(chunk.lowerBound..., disguise))
    var metadata = parquet.metadata
    metadata.rowGroups[0].columns[0].metadata?.bloomFilterOffset = chunk.lowerBound
    var hidden = Array(bytes[..<parquet.footerRange.lowerBound])
    for (place, byte) in inPages { hidden[place] = byte }
    let forged = try ParquetFile(MemorySource(name: "forged", bytes: hidden + encodeFooter(metadata)))
    #expect(try forged.bloomFilterRange(rowGroup: 0, leaf: forged.schema.leaves[0]) == nil)
  }
}
