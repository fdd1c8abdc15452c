import Parquet

extension Source {
  /// The files, whose footers have been read, in order.
  public var parquetFiles: [ParquetFile] { files.map(\.parquet) }
}
