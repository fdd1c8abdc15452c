/// One thing that a view would show beyond another.
public enum Revelation: Hashable, Sendable {
  case source
  /// Rows that the other view leaves out: those where this predicate is not TRUE.
  case rows(whereNot: String)
  /// Values of a column beyond a mask, in the rows of a condition or in all.
  case column(String, beyond: String, when: String?)
  /// Combinations of values that fewer than `k` rows share.
  case combinations(columns: [String], k: Int)
  /// That a row is there says that this predicate holds, and it names a column that the other view masks.
  case presence(predicate: String, naming: [String])
  /// That a cell of `column` is masked says that this condition holds, and it names a column that the other view masks.
  case masking(column: String, when: String, naming: [String])

  public var description: String {
    switch self {
    case .source: "the source"
    case .rows(let predicate): "rows where not \(predicate)"
    case .column(let path, let mask, let when): "column \(path) beyond \(mask)" + (when.map { " where \($0)" } ?? "")
    case .combinations(let columns, let k):
      "combinations of \(columns.joined(separator: ", ")) shared by fewer than \(k) rows"
    case .presence(let predicate, let columns):
      "which rows have \(predicate) (\(columns.joined(separator: ", ")) being masked)"
    case .masking(let column, let when, let columns):
      "by the masking of \(column), which rows have \(when) (\(columns.joined(separator: ", ")) being masked)"
    }
  }
}

extension Revelation: Comparable {
  public static func < (a: Revelation, b: Revelation) -> Bool { a.description < b.description }
}
