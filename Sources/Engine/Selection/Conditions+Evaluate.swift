import Columnar
import Expressions
import Parquet

extension Conditions {
  /// Evaluates every predicate on the unmasked values of a row group.
  func verdict(file: ParquetFile, rowGroup: Int, cancellation: Cancellation) throws -> RowVerdict {
    if isEmpty { return .none }
    var verdict = RowVerdict(
      selection: filters.isEmpty ? nil : Bitmap(repeating: false, count: 0),
      masked: whens.map { _ in Bitmap(repeating: false, count: 0) }, faults: 0)
    if leaves.isEmpty {
      let rows = file.metadata.rowGroups[rowGroup].rowCount
      try add(RowBatch(rows: rows, columns: [:]), to: &verdict)
      return verdict
    }
    var reader = try AlignedReader(file: file, rowGroup: rowGroup, leaves: leaves)
    while let batch = try reader.next() {
      try cancellation.check()
      for column in batch.columns { try column.data.checkText(of: column.leaf) }
      let columns = Dictionary(uniqueKeysWithValues: zip(leaves.map(\.index), batch.columns))
      try add(RowBatch(rows: batch.rows.count, columns: columns), to: &verdict)
    }
    return verdict
  }

  private func add(_ batch: RowBatch, to verdict: inout RowVerdict) throws {
    if !filters.isEmpty {
      var remaining = Bitmap(repeating: true, count: batch.rows)
      for filter in filters {
        let truth = try filter.evaluate(batch)
        remaining = remaining & truth.isTrue
        verdict.faults += truth.faults
        if remaining.isNoneSet { break }
      }
      verdict.selection!.append(contentsOf: remaining)
    }
    for (number, when) in whens.enumerated() {
      let truth = try when.evaluate(batch)
      verdict.masked[number].append(contentsOf: truth.isTrue | truth.isNull)
      verdict.faults += truth.faults
    }
  }
}
