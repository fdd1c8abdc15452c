import Parquet

extension ReadLimits {
  init(_ arguments: Arguments) throws(UsageError) {
    self.init()
    if let bytes = try arguments.byteCount(.maxPageSize) { maxPageSize = bytes }
  }
}
