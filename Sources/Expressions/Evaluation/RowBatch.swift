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
  public var isTrue: Bitmap
  public var isNull: Bitmap
  /// Rows on which a part that counted met an overflow, a division by zero or a failed CAST, and so was NULL.
  public var faults: Int

  public init(isTrue: Bitmap, isNull: Bitmap, faults: Int = 0) {
    precondition(isTrue.count == isNull.count)
    self.isTrue = isTrue
    self.isNull = isNull
    self.faults = faults
  }

  public var isFalse: Bitmap { ~(isTrue | isNull) }

  public subscript(row: Int) -> Truth { isTrue[row] ? .true : isNull[row] ? .null : .false }
}
