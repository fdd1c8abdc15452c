import Columnar

/// What statistics say about one leaf in a run of rows: a row group or pages.
public struct ColumnBounds: Sendable {
  /// One value that none is below, in the order of the leaf's type (Parquet format, "Column Orders"). Nil: not known.
  public var minimum: Values?
  /// One value that none is above; like the minimum it need not occur. NaN does not count for either.
  public var maximum: Values?
  /// NULLs, nil where they are not counted.
  public var nullCount: Int?
  public var rows: Int

  public init(minimum: Values? = nil, maximum: Values? = nil, nullCount: Int? = nil, rows: Int) {
    self.minimum = minimum
    self.maximum = maximum
    self.nullCount = nullCount
    self.rows = rows
  }
}

/// Bounds as literals of a column's type.
struct LiteralBounds {
  private let low: Literal?
  private let high: Literal?
  private let mayBeNaN: Bool
  let mayBeNull: Bool
  let mayBeValue: Bool

  init(_ bounds: ColumnBounds, of column: ColumnReference) {
    mayBeNull = bounds.nullCount != 0
    mayBeValue = bounds.nullCount.map { $0 < bounds.rows } ?? true
    mayBeNaN = column.kind == .float
    // Writers do not agree on the order of INT96.
    let isOrdered = column.leaf.type.kind != .timestamp96
    low = isOrdered ? bounds.minimum.flatMap { Self.literal($0, column) } : nil
    high = isOrdered ? bounds.maximum.flatMap { Self.literal($0, column) } : nil
  }

  private static func literal(_ values: Values, _ column: ColumnReference) -> Literal? {
    guard values.count == 1, values.isStored(as: column.leaf.type.physical) else { return nil }
    let value = Vector(values, of: column.leaf.type, withNull: false)[0]
    if case .float(let number) = value, number.isNaN { return nil }
    return Literal(value, column.kind)
  }

  func mayBe(oneOf literals: [Literal]) -> Bool {
    mayBeValue
      && literals.contains { literal in (low.map { $0 <= literal } ?? true) && (high.map { $0 >= literal } ?? true) }
  }

  func mayBe(noneOf literals: [Literal]) -> Bool {
    guard mayBeValue, !mayBeNaN, let low, low == high else { return mayBeValue }
    return !literals.contains(low)
  }

  func mayBe(within bound: NormalForm.Bound) -> Bool {
    guard mayBeValue else { return false }
    // NaN is above every bound.
    if bound.isLower { return mayBeNaN || (high.map(bound.admits) ?? true) }
    return low.map(bound.admits) ?? true
  }
}
