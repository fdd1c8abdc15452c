import Columnar
import Engine
import Expressions
import Masking
import Parquet
import Policy
import Testing

/// Statistics and page indexes save work and change nothing.
@Suite struct PruningTests {
  private func rows(_ file: SampleFile, where predicate: String, _ name: String) throws -> [String] {
    let context = EvaluationContext(nowNanoseconds: 0)
    let view = VisibleView(
      rows: [try Predicate(parsing: predicate, schema: SampleFile.schema, context: context)],
      columns: ["name": [Restriction(mask: try .parse("show(last=1)"))]])
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    let out = file.directory.path + "/" + name
    _ = try Job(source: Source(location: file.path), view: view, keys: keys).write(to: .file(out))
    var text: [UInt8] = []
    try dump(ParquetFile(MemorySource(name: out, bytes: readFile(out)))) { text += $0 }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test(arguments: [
    "id < 100", "id >= 333 AND id < 340", "id = 1000", "id IN (3, 777, 1199)", "id > 5000", "amount > 990",
    "amount > 990 OR id < 10", "name = 'name-3'", "name IS NULL AND id > 600", "name > 'name-9'", "NOT (id < 1150)",
    "any(tags = 'tag 3') AND id < 250", "id % 100 = 7 AND id > 700", "name IS NULL OR id BETWEEN 200 AND 210",
  ])
  func whatStatisticsRuleOutIsWhatDoesNotMatch(predicate: String) throws {
    let told = try SampleFile(rows: 1200, groupRows: 500, seed: 4)
    let untold = try SampleFile(rows: 1200, groupRows: 500, seed: 4, hasStatistics: false)
    #expect(try rows(told, where: predicate, "out") == rows(untold, where: predicate, "out"))
  }

  @Test func pagesThatCannotMatchAreNotRead() throws {
    let file = try SampleFile(rows: 1200, groupRows: 600)
    let expected = try rows(file, where: "id >= 100 AND id < 150", "whole")
    #expect(expected.count == 50)
    // All pages of the id but the third, which has these rows, and all of the second row group.
    var bytes = try readFile(file.path)
    let parquet = try ParquetFile(MemorySource(name: file.path, bytes: bytes))
    let chunk = try #require(parquet.metadata.rowGroups[0].columns[0].metadata)
    let pages = try #require(try parquet.offsetIndex(rowGroup: 0, leaf: SampleFile.schema.leaves[0])).pages
    let start = try #require(parquet.metadata.rowGroups[1].columns[0].metadata?.pageRange?.lowerBound)
    let end = try #require(parquet.metadata.rowGroups[1].columns[3].metadata?.pageRange?.upperBound)
    #expect(chunk.dictionaryPageOffset == nil)
    for (number, page) in pages.enumerated() where number != 2 {
      // The bodies only: headers are walked over.
      for index in page.offset + Int(page.compressedSize) - 20..<page.offset + Int(page.compressedSize) {
        bytes[index] ^= 0xA5
      }
    }
    for index in start..<end { bytes[index] ^= 0xA5 }
    try writeFile(file.path, bytes)
    #expect(try rows(file, where: "id >= 100 AND id < 150", "part") == expected)
    #expect(throws: (any Error).self) { try rows(file, where: "id >= 100 AND id < 151", "more") }
  }
}
