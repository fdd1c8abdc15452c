import Columnar
import Expressions
import Parquet

extension Conditions {
  /// Evaluates every predicate on the unmasked values of a row group. What `keeper` has room for is in the verdict.
  func verdict(
    _ file: SourceFile, rowGroup: Int, keeper: RowKeeper, cancellation: Cancellation
  ) throws -> RowVerdict {
    if isEmpty { return .none }
    var keeper = keeper
    var verdict = RowVerdict(
      selection: filters.isEmpty ? nil : Bitmap(repeating: false, count: 0),
      masked: whens.map { _ in Bitmap(repeating: false, count: 0) }, faults: 0)
    if leaves.isEmpty {
      let rows = file.parquet.metadata.rowGroups[rowGroup].rowCount
      _ = try add(RowBatch(rows: rows, columns: [:]), to: &verdict)
      return verdict
    }
    var reader = try AlignedReader(file, rowGroup: rowGroup, leaves: leaves)
    for rows in try candidates(file, rowGroup: rowGroup) {
      addUnread(rows.lowerBound - reader.row, to: &verdict, &keeper)
      try reader.skip(to: rows.lowerBound)
      while reader.row < rows.upperBound, let batch = try reader.next(atMost: rows.upperBound - reader.row) {
        try cancellation.check()
        for column in batch.columns { try column.data.checkText(of: column.leaf) }
        let columns = Dictionary(uniqueKeysWithValues: zip(leaves.map(\.index), batch.columns))
        let remaining = try add(RowBatch(rows: batch.rows.count, columns: columns), to: &verdict)
        if let remaining { keeper.add(batch.columns, remaining) }
      }
    }
    addUnread(file.parquet.metadata.rowGroups[rowGroup].rowCount - reader.row, to: &verdict, &keeper)
    verdict.kept = keeper.kept
    return verdict
  }

  /// Rows that no filter can be true of: they go, so what is masked in them matters to nobody.
  private func addUnread(_ rows: Int, to verdict: inout RowVerdict, _ keeper: inout RowKeeper) {
    guard rows > 0 else { return }
    keeper.add(rows: rows)
    verdict.selection?.append(contentsOf: Bitmap(repeating: false, count: rows))
    for number in verdict.masked.indices {
      verdict.masked[number].append(contentsOf: Bitmap(repeating: true, count: rows))
    }
  }

  /// The rows that remain of the batch; nil where there are no filters.
  private func add(_ batch: RowBatch, to verdict: inout RowVerdict) throws -> Bitmap? {
    let remaining = try filters.isEmpty ? nil : remaining(batch, &verdict.faults)
    if let remaining { verdict.selection!.append(contentsOf: remaining) }
    for (number, when) in whens.enumerated() {
      let truth = try when.evaluate(batch)
      verdict.masked[number].append(contentsOf: truth.isTrue | truth.isNull)
      verdict.faults += truth.faults
    }
    return remaining
  }

  private func remaining(_ batch: RowBatch, _ faults: inout Int) throws -> Bitmap {
    var remaining = Bitmap(repeating: true, count: batch.rows)
    for filter in filters {
      let truth = try filter.evaluate(batch)
      remaining = remaining & truth.isTrue
      faults += truth.faults
      if remaining.isNoneSet { break }
    }
    return remaining
  }
}
