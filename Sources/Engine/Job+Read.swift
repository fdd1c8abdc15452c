import Columnar

/// Rows of the masked dataset, all leaves side by side.
public struct OutputBatch: Sendable {
  public var schema: Schema
  /// One a leaf of the schema, all of the same rows.
  public var columns: [Column]
  public var rows: Int
}

/// What a stream of masked rows looks like to those who read several.
struct MaskedRun: ColumnRun {
  var stream: MaskedStream
  let leaf: Leaf

  mutating func next() throws -> Column? {
    try stream.next().map { Column(leaf: leaf, structure: $0.structure, data: $0.data) }
  }

  /// Masked rows are known once they have been made.
  func peekRows() -> Int? { nil }

  mutating func skip() throws { _ = try next() }
}

extension Job {
  /// Gives the masked rows in order, at most `limit` of them, a batch at a time, without writing anything.
  ///
  /// Throws what `body` throws, `malformed` where the input is broken or changed while it was read.
  public func read(limit: Int? = nil, _ body: (OutputBatch) throws -> Void) throws {
    var left = limit ?? .max
    for group in plan.layout.groups where left > 0 && group.rows > 0 {
      let runs = zip(plan.output.kept, outputSchema.leaves).map { input, output in
        MaskedRun(stream: MaskedStream(plan, group: group, leaf: input), leaf: output)
      }
      let rows = min(left, group.rows)
      guard !runs.isEmpty else {
        try body(OutputBatch(schema: outputSchema, columns: [], rows: rows))
        left -= rows
        continue
      }
      var reader = AlignedReader(runs, rows: rows)
      while let batch = try reader.next() {
        try body(OutputBatch(schema: outputSchema, columns: batch.columns, rows: batch.rows.count))
      }
      left -= rows
    }
    try plan.source.verifyUnchanged()
  }
}
