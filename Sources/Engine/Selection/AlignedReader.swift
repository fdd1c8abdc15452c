import Columnar
import Parquet

/// Something that gives the rows of one leaf, a run at a time.
protocol ColumnRun {
  mutating func next() throws -> Column?
  /// Of these rows those that `selection` selects, one bit for each of as many rows as `peekRows()` says.
  mutating func next(selecting selection: Bitmap) throws -> Column?
  /// Rows of what `next()` would give, where that is known without decoding them.
  mutating func peekRows() throws -> Int?
  /// Passes over what `next()` would give.
  mutating func skip() throws
}

extension ColumnRun {
  mutating func next(selecting selection: Bitmap) throws -> Column? { try next()?.selected(rows: selection) }
}

/// Reads several leaves side by side: batches of the same rows of each, whatever their runs.
struct AlignedReader<Run: ColumnRun> {
  /// A run of rows of every leaf.
  struct Batch {
    /// Counted from the first row that was given out.
    var rows: Range<Int>
    /// In the order of the runs.
    var columns: [Column]
    /// Those of the rows that the columns have, one bit a row; nil: all.
    var selection: Bitmap?
  }

  private struct Lane {
    var run: Run
    var current: Column?
    /// Rows of `current` that have been given out.
    var used = 0

    var isUsedUp: Bool { used == current?.rows ?? 0 }
  }

  private var lanes: [Lane]
  /// The next row.
  private(set) var row = 0
  private let rows: Int
  private let limit: Int

  /// Reads `rows` rows of each run; `limit` is the most that a batch of several has.
  init(_ runs: [Run], rows: Int, limit: Int = 1 << 16) {
    self.rows = rows
    self.limit = runs.count > 1 ? limit : .max
    lanes = runs.map { Lane(run: $0) }
  }

  /// The next rows, at most `most` of them; nil behind the last.
  mutating func next(atMost most: Int = .max) throws -> Batch? {
    guard row < rows else { return nil }
    var count = min(limit, most, rows - row)
    for lane in lanes.indices { count = min(count, try fill(lane)) }
    let columns = lanes.indices.map { lane in
      defer { lanes[lane].used += count }
      return lanes[lane].current!.rows(lanes[lane].used..<lanes[lane].used + count)
    }
    defer { row += count }
    return Batch(rows: row..<row + count, columns: columns)
  }

  /// The next rows, of them those in `range` that `selection`, one bit for each of all rows, selects. Nil behind the last.
  mutating func next(selecting selection: Bitmap, in range: Range<Int>) throws -> Batch? {
    func selected(_ rows: Range<Int>) -> Bitmap {
      let part = selection[rows]
      return range.lowerBound <= rows.lowerBound && rows.upperBound <= range.upperBound
        ? part : part & Bitmap(count: rows.count) { range.contains(rows.lowerBound + $0) }
    }
    if lanes.count == 1, lanes[0].isUsedUp, row < rows, let count = try lanes[0].run.peekRows(), count <= rows - row {
      let batch = row..<row + count
      let selection = selected(batch)
      lanes[0].current = nil
      guard let column = try lanes[0].run.next(selecting: selection) else { return nil }
      row = batch.upperBound
      return Batch(rows: batch, columns: [column], selection: selection)
    }
    return try next().map { batch in
      let selection = selected(batch.rows)
      return Batch(
        rows: batch.rows, columns: batch.columns.map { $0.selected(rows: selection) }, selection: selection)
    }
  }

  /// Passes over the rows before `target`. Pages that hold none but these are not decompressed, where that is known.
  mutating func skip(to target: Int) throws {
    guard target > row else { return }
    for lane in lanes.indices { try skip(target - row, lane) }
    row = target
  }

  /// Passes over runs that end before `target`. Of one leaf the run in which it is stays whole, lest a part of it be copied.
  mutating func skipRuns(before target: Int) throws {
    guard lanes.count == 1, lanes[0].isUsedUp else { return try skip(to: target) }
    lanes[0].current = nil
    while row < target, let rows = try lanes[0].run.peekRows(), row + rows <= target {
      try lanes[0].run.skip()
      row += rows
    }
  }

  private mutating func skip(_ count: Int, _ lane: Int) throws {
    var left = count
    while left > 0 {
      if let current = lanes[lane].current, lanes[lane].used < current.rows {
        let passed = min(left, current.rows - lanes[lane].used)
        lanes[lane].used += passed
        left -= passed
        continue
      }
      lanes[lane].current = nil
      if let rows = try lanes[lane].run.peekRows(), rows <= left {
        try lanes[lane].run.skip()
        left -= rows
      } else {
        _ = try fill(lane)
      }
    }
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

extension AlignedReader<SourceRun> {
  /// Leaves of one row group.
  init(_ file: SourceFile, rowGroup: Int, leaves: [Leaf], decodesValues: Bool = true) throws {
    self.init(
      try leaves.map { try SourceRun(file, rowGroup: rowGroup, leaf: $0, decodesValues: decodesValues) },
      rows: file.parquet.metadata.rowGroups[rowGroup].rowCount)
  }
}
