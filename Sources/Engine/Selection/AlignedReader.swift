import Columnar
import Parquet

/// Something that gives the rows of one leaf, a run at a time.
protocol ColumnRun {
  mutating func next() throws -> Column?
}

extension ChunkReader: ColumnRun {}

/// Reads several leaves side by side: batches of the same rows of each, whatever their runs.
struct AlignedReader<Run: ColumnRun> {
  /// A run of rows of every leaf.
  struct Batch {
    /// Counted from the first row that was given out.
    var rows: Range<Int>
    /// In the order of the runs.
    var columns: [Column]
  }

  private struct Lane {
    var run: Run
    var current: Column?
    /// Rows of `current` that have been given out.
    var used = 0
  }

  private var lanes: [Lane]
  private var row = 0
  private let rows: Int
  private let limit: Int

  /// Reads `rows` rows of each run; `limit` is the most that a batch of several has.
  init(_ runs: [Run], rows: Int, limit: Int = 1 << 16) {
    self.rows = rows
    self.limit = runs.count > 1 ? limit : .max
    lanes = runs.map { Lane(run: $0) }
  }

  /// The next rows, or nil behind the last.
  mutating func next() throws -> Batch? {
    guard row < rows else { return nil }
    var count = min(limit, rows - row)
    for lane in lanes.indices { count = min(count, try fill(lane)) }
    let columns = lanes.indices.map { lane in
      defer { lanes[lane].used += count }
      return lanes[lane].current!.rows(lanes[lane].used..<lanes[lane].used + count)
    }
    defer { row += count }
    return Batch(rows: row..<row + count, columns: columns)
  }

  /// Makes sure that a lane has rows to give, and says how many.
  private mutating func fill(_ lane: Int) throws -> Int {
    while true {
      if let current = lanes[lane].current, lanes[lane].used < current.rows {
        return current.rows - lanes[lane].used
      }
      guard let column = try lanes[lane].run.next() else {
        throw EngineError(.malformed, "a column chunk has fewer rows than its row group")
      }
      lanes[lane].current = column
      lanes[lane].used = 0
    }
  }
}

extension AlignedReader<ChunkReader> {
  /// Leaves of one row group.
  init(file: ParquetFile, rowGroup: Int, leaves: [Leaf]) throws {
    self.init(
      try leaves.map { try ChunkReader(file: file, rowGroup: rowGroup, leaf: $0) },
      rows: file.metadata.rowGroups[rowGroup].rowCount)
  }
}
