import Columnar
import Parquet

/// The rows of one leaf in one row group of a source: those of a column chunk, what was kept of it, or all of one value that
/// stands in the file's path.
struct SourceRun: ColumnRun {
  private var chunk: ChunkReader?
  private var path: PathRun?
  private var kept: KeptRows?

  init(_ kept: KeptRows) { self.kept = kept }

  /// Without `decodesValues` columns of chunks have their structure only (`ChunkReader`).
  init(_ file: SourceFile, rowGroup: Int, leaf: Leaf, decodesValues: Bool = true) throws {
    let own = file.parquet.schema.leaves.count
    if leaf.index < own {
      chunk = try ChunkReader(file: file.parquet, rowGroup: rowGroup, leaf: leaf, decodesValues: decodesValues)
    } else {
      path = PathRun(
        leaf: leaf, value: file.partition[leaf.index - own], rows: file.parquet.metadata.rowGroups[rowGroup].rowCount)
    }
  }

  mutating func next() throws -> Column? {
    precondition(kept == nil, "kept rows are read by what is selected")
    if path != nil { return path?.next() }
    return try chunk?.next()
  }

  mutating func next(selecting selection: Bitmap) throws -> Column? {
    if kept != nil { return kept?.next(selecting: selection) }
    if path != nil { return path?.next()?.selected(rows: selection) }
    return try chunk?.next(selecting: selection)
  }

  mutating func peekRows() throws -> Int? { try kept?.peekRows() ?? chunk?.peekRows() }

  mutating func skip() throws {
    kept?.skip()
    if path != nil { _ = path?.next() }
    try chunk?.skip()
  }
}

/// Rows that all have one value, or are all NULL.
private struct PathRun {
  private static let batch = 1 << 16

  let leaf: Leaf
  /// One value, or none.
  let value: Values
  var rows: Int

  mutating func next() -> Column? {
    guard rows > 0 else { return nil }
    let count = min(rows, PathRun.batch)
    rows -= count
    let isThere = value.count > 0
    return Column(
      leaf: leaf, structure: .optional(Bitmap(repeating: isThere, count: count)),
      data: isThere ? .dictionary(value, indices: [UInt32](repeating: 0, count: count)) : .plain(value))
  }
}
