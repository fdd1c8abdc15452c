import Columnar
import Parquet
import Testing

@Suite struct SampleFileTests {
  @Test(arguments: SampleFile.readable)
  func theDumpIsTheOneThatAnotherReaderMade(name: String) throws {
    let expected = SampleFile.bytes("readable/\(name).jsonl")
    let file = try SampleFile.open(name)
    #expect(try dumped(file) == expected)
    #expect(expected.count { $0 == UInt8(ascii: "\n") } == file.rowCount)
  }

  @Test(arguments: SampleFile.readable)
  func aSchemaSurvivesBeingWritten(name: String) throws {
    let schema = try SampleFile.open(name).schema
    #expect(try Schema(schema.elements) == schema)
  }

  @Test(arguments: SampleFile.readable)
  func skippedPagesLeaveTheOthersAsTheyAre(name: String) throws {
    let file = try SampleFile.open(name)
    for group in file.metadata.rowGroups.indices {
      for leaf in file.schema.leaves {
        var whole = try ChunkReader(file: file, rowGroup: group, leaf: leaf)
        var gappy = try ChunkReader(file: file, rowGroup: group, leaf: leaf)
        var skips = false
        while let rows = try whole.next() {
          if skips {
            if let announced = try gappy.peekRows() { #expect(announced == rows.rows) }
            try gappy.skip()
          } else {
            let same = try #require(try gappy.next())
            #expect(same.structure == rows.structure)
            #expect(same.data.values == rows.data.values)
          }
          skips.toggle()
        }
        #expect(try gappy.next() == nil)
      }
    }
  }

  @Test(arguments: SampleFile.readable)
  func rawPagesLieEndToEndAndHoldAllSlots(name: String) throws {
    let file = try SampleFile.open(name)
    for group in file.metadata.rowGroups.indices {
      for leaf in file.schema.leaves {
        var chunk = try ChunkReader(file: file, rowGroup: group, leaf: leaf)
        var end: Int?
        var slots = 0
        while let page = try chunk.nextRaw() {
          if let end { #expect(page.offset == end) }
          end = page.range.upperBound
          slots += page.header.slotCount ?? 0
          #expect(try chunk.body(of: page).count == page.body.count)
        }
        #expect(slots == chunk.metadata.valueCount)
      }
    }
  }

  @Test(arguments: SampleFile.readable)
  func theOffsetIndexFindsEveryDataPage(name: String) throws {
    let file = try SampleFile.open(name)
    for group in file.metadata.rowGroups.indices {
      for leaf in file.schema.leaves {
        guard let index = try file.offsetIndex(rowGroup: group, leaf: leaf) else { continue }
        var chunk = try ChunkReader(file: file, rowGroup: group, leaf: leaf)
        var pages: [RawPage] = []
        while let page = try chunk.nextRaw() {
          if page.header.slotCount != nil { pages.append(page) }
        }
        #expect(index.pages.map(\.offset) == pages.map(\.offset))
        if let statistics = try file.columnIndex(rowGroup: group, leaf: leaf) {
          #expect(statistics.nullPages.count == pages.count)
        }
      }
    }
  }
}
