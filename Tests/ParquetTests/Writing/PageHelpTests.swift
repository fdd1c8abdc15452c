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
      helped += try check(Column(leaf: schema.leaves[0], structure: structure, data: .plain(values)), options)
    }
    #expect(helped > 3)
  }

  /// Pages of tokens are compressed in a way of their own, whatever stands between them.
  @Test func helpChangesNoByteOfTokens() throws {
    let schema = Shape.required.schema(.string)
    var generator = Generator(seed: 4)
    func token() -> String {
      (0..<4).map { _ in
        let digits = String(generator.next(), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined()
    }
    let texts = (0..<12_000).map {
      $0 / 3000 % 2 == 0 ? token() : "text \(generator.below(500)) of \(generator.below(90))"
    }
    let options = ChunkOptions(codec: .zstd, dictionary: false, pageByteLimit: 1 << 15)
    let column = Column(
      leaf: schema.leaves[0], structure: .required(rows: texts.count), data: .plain(.bytes(ByteStrings(texts))))
    #expect(try check(column, options) > 3)
  }

  /// Writes with help and without, and says how many pages the help made.
  private func check(_ column: Column, _ options: ChunkOptions) throws -> Int {
    var alone = ChunkWriter(leaf: column.leaf, options: options)
    try alone.append(column.structure, column.data)
    let expected = try alone.finish()
    let helper = Helper()
    var writer = ChunkWriter(leaf: column.leaf, options: options, help: helper)
    var taken: [ChunkPiece] = []
    for start in stride(from: 0, to: column.rows, by: 3000) {
      let part = column.rows(start..<min(column.rows, start + 3000))
      try writer.append(part.structure, part.data)
      taken += try writer.takePages()
    }
    expectSame(try writer.finish(), taken: taken, as: expected)
    return helper.taken
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
