/// Writes the canonical dump of a file: one line a row, a JSON object with a member a top-level field, every byte
/// of which the schema and the values determine. Two readers of Parquet can be compared by it.
///
/// Numbers that floats stand for are written as their bits, bytes as base64, decimals unscaled, dates and times as
/// stored; lists as arrays, maps as arrays of pairs. Pages are decoded one at a time.
///
/// - Throws: what reading or `write` throws. What was written before is then a part of the dump.
public func dump(_ file: ParquetFile, write: ([UInt8]) throws -> Void) throws {
  let root = DumpNode(root: file.schema)
  var output: [UInt8] = []
  for (number, group) in file.metadata.rowGroups.enumerated() {
    let rows = DumpRows(
      root: root,
      cursors: try file.schema.leaves.map { leaf in
        DumpCursor(try ChunkReader(file: file, rowGroup: number, leaf: leaf))
      })
    for _ in 0..<group.rowCount {
      try rows.writeRow(to: &output)
      if output.count >= 1 << 18 {
        try write(output)
        output.removeAll(keepingCapacity: true)
      }
    }
    try rows.finish()
  }
  if !output.isEmpty { try write(output) }
}
