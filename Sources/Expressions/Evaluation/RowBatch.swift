import Columnar

/// A run of rows: the columns that a predicate names, by the index of their leaves.
public struct RowBatch: Sendable {
  public let rows: Int
  public let columns: [Int: Column]

  /// Every column has `rows` rows.
  public init(rows: Int, columns: [Int: Column]) {
    precondition(columns.values.allSatisfy { $0.rows == rows })
    self.rows = rows
    self.columns = columns
  }
}

/// The value of a predicate on each row: one bit a row in both.
public struct TruthValues: Sendable, Hashable {
  public let isTrue: Bitmap
  /// Nil: nowhere.
  private let nulls: Bitmap?
  /// Rows on which a part that counted met an overflow, a division by zero or a failed CAST, and so was NULL.
  public let faults: Int

  init(_ outcome: Outcome) {
    isTrue = outcome.isTrue
    // Equal truth values are equal.
    nulls = outcome.isNull.flatMap { $0.isNoneSet ? nil : $0 }
    faults = outcome.faults?.setCount ?? 0
  }

  public var isNull: Bitmap { nulls ?? Bitmap(repeating: false, count: isTrue.count) }
  public var isNotFalse: Bitmap { nulls.map { isTrue | $0 } ?? isTrue }
  public var isFalse: Bitmap { ~isNotFalse }

  public subscript(row: Int) -> Truth { isTrue[row] ? .true : isNull[row] ? .null : .false }
}
