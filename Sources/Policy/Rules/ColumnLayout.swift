import Columnar

/// What of a source decides which of its columns a policy selects.
struct ColumnLayout: Hashable {
  var schema: Schema
  /// Declared tags, by column.
  var columns: [String: Set<String>]

  init(_ source: Source) {
    schema = source.schema
    columns = source.columns
  }
}
