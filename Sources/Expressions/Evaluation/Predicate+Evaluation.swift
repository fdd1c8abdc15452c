import Columnar

extension Predicate {
  /// The predicate's value on each row of a batch, which holds all of `leaves`.
  ///
  /// Throws for a batch that lacks a column or holds one of another type, for levels that do not fit the values, and
  /// where a part would make more text than memory holds.
  public func evaluate(_ rows: RowBatch) throws(ExpressionError) -> TruthValues {
    try rows.check(leaves)
    return TruthValues(try condition.outcome(on: Frame(rows)))
  }
}
