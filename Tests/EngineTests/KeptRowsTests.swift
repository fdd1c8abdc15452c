import Columnar
import Expressions
import Masking
import Parquet
import Policy
import Testing

@testable import Engine

/// Rows that are kept of a condition's leaf are those that decoding it again would give.
@Suite struct KeptRowsTests {
  private let leaf = SampleFile.schema.leaves[1]

  private func column(_ rows: Int, _ random: inout SmallRandom) -> Column {
    let validity = Bitmap(count: rows) { _ in random.below(4) > 0 }
    let count = validity.setCount
    let entries = Values.bytes(ByteStrings((0..<9).map { "entry \($0)" }))
    let indices = (0..<count).map { _ in UInt32(random.below(9)) }
    let data =
      random.below(2) == 0 ? ColumnData.dictionary(entries, indices: indices) : .plain(entries.gathered(indices))
    return Column(leaf: leaf, structure: .optional(validity), data: data)
  }

  /// The rows of `range` that a bitmap selects, as a chunk's part of an output row group is read.
  private func read(_ kept: KeptRows, rows: Int, _ selection: Bitmap, in range: Range<Int>) throws -> [String?] {
    var reader = AlignedReader([SourceRun(kept)], rows: rows)
    var result: [String?] = []
    while let first = selection.nextSet(from: max(reader.row, range.lowerBound)), first < range.upperBound {
      try reader.skipRuns(before: first)
      guard let batch = try reader.next(selecting: selection, in: range) else { break }
      result += texts(batch.columns[0])
    }
    return result
  }

  private func texts(_ column: Column) -> [String?] {
    guard case .optional(let validity) = column.structure, case .bytes(let strings) = column.data.values else {
      return []
    }
    var next = 0
    return (0..<validity.count).map { row in
      guard validity[row] else { return nil }
      defer { next += 1 }
      return String(decoding: strings[next], as: UTF8.self)
    }
  }

  @Test(arguments: 0..<20)
  func anyPartOfThemIsWhatWasSelected(seed: Int) throws {
    var random = SmallRandom(UInt64(seed))
    var keeper = RowKeeper(leaves: [leaf.index, 3], memoryBudget: 1 << 20)
    var selection = Bitmap(repeating: false, count: 0)
    var all: [String?] = []
    for _ in 0..<12 {
      let rows = random.below(40) + 1
      if random.below(4) == 0 {
        keeper.add(rows: rows)
        selection.append(contentsOf: Bitmap(repeating: false, count: rows))
        all += [String?](repeating: nil, count: rows)
      } else {
        let rarity = random.below(3) * 20 + 1
        let remaining = Bitmap(count: rows) { _ in random.below(rarity) == 0 }
        let column = column(rows, &random)
        keeper.add([column], remaining)
        selection.append(contentsOf: remaining)
        all += texts(column)
      }
    }
    let kept = try #require(keeper.kept[leaf.index])
    for _ in 0..<20 {
      let bounds = [random.below(all.count + 1), random.below(all.count + 1)].sorted()
      let range = bounds[0]..<bounds[1]
      let expected = range.filter { selection[$0] }.map { all[$0] }
      #expect(try read(kept, rows: all.count, selection, in: range) == expected)
    }
  }

  @Test func whatThereIsNoRoomForIsNotKept() {
    var random = SmallRandom(1)
    var keeper = RowKeeper(leaves: [leaf.index], memoryBudget: 8 * 1500)
    let all = Bitmap(repeating: true, count: 100)
    var batches = 0
    while keeper.kept[leaf.index] != nil, batches < 20 {
      keeper.add([column(100, &random)], all)
      batches += 1
    }
    #expect(batches > 1 && batches < 20)
    // What it took is there for other row groups: copies share the room.
    var first = RowKeeper(leaves: [leaf.index], memoryBudget: 8 * 1500)
    var second = first
    while first.kept[leaf.index] != nil { first.add([column(100, &random)], all) }
    second.add([column(100, &random)], all)
    #expect(second.kept[leaf.index] != nil)
  }

  @Test(arguments: [
    "amount > 0", "name = 'name-3' OR amount > 500", "any(tags = 'tag 3') AND id < 1000", "amount > 5000",
  ])
  func theOutputIsTheSameWithoutRoom(predicate: String) throws {
    let file = try SampleFile(rows: 1200, groupRows: 500, seed: 4)
    let context = EvaluationContext(nowNanoseconds: 0)
    let view = VisibleView(
      rows: [try Predicate(parsing: predicate, schema: SampleFile.schema, context: context)],
      columns: ["amount": [Restriction(mask: try .parse("round(10)"))]])
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    var outputs: [[UInt8]] = []
    for (budget, name) in [(512 << 20, "kept"), (0, "decoded")] {
      let job = try Job(
        source: Source(location: file.path), view: view, keys: keys, options: JobOptions(memoryBudget: budget))
      #expect(budget == 0 || job.plan.verdicts.allSatisfy { !$0.kept.isEmpty })
      let out = file.directory.path + "/" + name
      _ = try job.write(to: .file(out))
      outputs.append(try readFile(out))
    }
    #expect(outputs[0] == outputs[1])
  }
}
