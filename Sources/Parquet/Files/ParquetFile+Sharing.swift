import Columnar

extension ParquetFile {
  /// Has in common with another file of its dataset what is equal in both, so that many files take less memory: all but what
  /// is different in every row group.
  public mutating func share(_ other: ParquetFile) {
    schema.share(other.schema)
    metadata.schema.share(other.metadata.schema)
    metadata.keyValueMetadata.share(other.metadata.keyValueMetadata)
    metadata.createdBy.share(other.metadata.createdBy)
    metadata.columnOrders.share(other.metadata.columnOrders)
    guard let columns = other.metadata.rowGroups.first?.columns else { return }
    for group in metadata.rowGroups.indices {
      for (column, chunk) in columns.enumerated() where column < metadata.rowGroups[group].columns.count {
        metadata.rowGroups[group].columns[column].metadata?.share(chunk.metadata)
      }
    }
  }
}

extension ColumnMetadata {
  fileprivate mutating func share(_ other: ColumnMetadata?) {
    guard let other else { return }
    path.share(other.path)
    encodings.share(other.encodings)
    encodingStats.share(other.encodingStats)
    statistics?.shareBounds()
  }
}

extension Statistics {
  /// Writers that give both forms of a bound give them equal.
  fileprivate mutating func shareBounds() {
    max.share(maxValue)
    min.share(minValue)
  }
}

extension Equatable {
  /// Takes the memory of an equal value for its own.
  fileprivate mutating func share(_ other: Self) {
    if self == other { self = other }
  }
}
