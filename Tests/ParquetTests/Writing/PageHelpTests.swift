import Columnar
import Dispatch
import Synchronization
import Testing

@testable import Parquet

@Suite struct PageHelpTests {
  /// Pages are the same whoever makes them: the writer, or others, in whatever order these are done.
  @Test(arguments: [PhysicalType.int64, .byteArray], [ChunkOptions.PageVersion.v1, .v2])
  func helpChangesNoByte(physical: PhysicalType, version: ChunkOptions.PageVersion) throws {
    let schema = Shape.optional.schema(LeafType(physical))
    var helped = 0
    for (seed, distribution) in Distribution.allCases.enumerated() {
      var generator = Generator(seed: UInt64(seed))
      let (structure, count) = Shape.optional.structure(rows: 40_000, &generator)
      let values = Values.generated(physical, distribution, count: count, seed: UInt64(seed) + 70)
      var options = ChunkOptions(codec: .zstd, dictionaryByteLimit: 1 << 15, pageByteLimit: 1 << 15)
      options.pageVersion = version
      var alone = ChunkWriter(leaf: schema.leaves[0], options: options)
      try alone.append(structure, .plain(values))
      let expected = try alone.finish()
      let helper = Helper()
      var writer = ChunkWriter(leaf: schema.leaves[0], options: options, help: helper)
      let column = Column(leaf: schema.leaves[0], structure: structure, data: .plain(values))
      var taken: [ChunkPiece] = []
      for start in stride(from: 0, to: 40_000, by: 5000) {
        let part = column.rows(start..<start + 5000)
        try writer.append(part.structure, part.data)
        taken += try writer.takePages()
      }
      let chunk = try writer.finish()
      let before = chunk.piecesBeforeTaken
      #expect(chunk.pieces[..<before] + taken + chunk.pieces[before...] == expected.pieces[...])
      #expect(chunk.metadata == expected.metadata)
      #expect(chunk.columnIndex == expected.columnIndex)
      #expect(chunk.offsetIndex == expected.offsetIndex)
      helped += helper.taken
    }
    #expect(helped > 3)
  }

  /// Takes two of three pages, and does each in a thread of its own.
  private final class Helper: PageHelp {
    private let offered = Atomic(0)
    private let accepted = Atomic(0)

    var taken: Int { accepted.load(ordering: .relaxed) }

    func take(_ work: @escaping @Sendable () -> Void) -> Bool {
      guard offered.add(1, ordering: .relaxed).newValue % 3 != 0 else { return false }
      accepted.add(1, ordering: .relaxed)
      DispatchQueue.global().async(execute: work)
      return true
    }
  }
}
