import Columnar
import Parquet

/// The most that a dump may have: runs let a small file stand for any number of rows.
private let maxDumpSize = 8 << 20

private struct DumpTooLong: Error {}

/// All values, nil where they cannot be read; throws where they are too many.
func dumped(_ file: ParquetFile) throws(DumpLimit) -> [UInt8]? {
  var text: [UInt8] = []
  do {
    try dump(file) { part in
      text += part
      if text.count > maxDumpSize { throw DumpTooLong() }
    }
    return text
  } catch is DumpTooLong {
    throw DumpLimit()
  } catch {
    guard error is ParquetError else { violated("only errors of this module") }
    return nil
  }
}

struct DumpLimit: Error {}

/// Whether a file claims so much that it only takes time.
func isLarge(_ file: ParquetFile) -> Bool {
  let slots = file.metadata.rowGroups.reduce(0) { sum, group in
    group.columns.reduce(sum) { sum, chunk in
      let (result, overflow) = sum.addingReportingOverflow(chunk.metadata?.valueCount ?? 0)
      return overflow ? Int.max : result
    }
  }
  return slots > 1 << 16
}

/// Reads, skips and looks ahead: all ways give the same rows.
func fuzzFile(_ bytes: [UInt8]) {
  guard let file = openFile(bytes), !isLarge(file) else { return }
  readIndexes(of: file)
  guard let text = try? dumped(file) else { return }
  let rows = text.count { $0 == UInt8(ascii: "\n") }
  guard rows == file.rowCount else { violated("the dump has a line a row") }
  for group in file.metadata.rowGroups.indices {
    for leaf in file.schema.leaves { walk(file, group, leaf) }
  }
}

/// Passes over every other run of rows.
private func walk(_ file: ParquetFile, _ group: Int, _ leaf: Leaf) {
  do {
    var reader = try ChunkReader(file: file, rowGroup: group, leaf: leaf)
    while try reader.peekRows() != nil {
      try reader.skip()
      guard try reader.next() != nil else { return }
    }
    while try reader.next() != nil {}
  } catch {
    // Pages that are skipped are not proven, and an index that misleads is noticed only here.
    guard error is ParquetError else { violated("only errors of this module") }
  }
}
