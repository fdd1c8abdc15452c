import Columnar

extension Predicate {
  /// `within: {column, last}` (policy.md, "Windows and samples"): the column is not older than that.
  ///
  /// `last` is like `90 days`. A local timestamp is compared with the UTC clock.
  public static func window(
    column name: String, last: String, schema: Schema, context: EvaluationContext
  ) throws(ExpressionError) -> Predicate {
    let column = try column(named: name, for: "within", schema: schema)
    guard column.kind == .date || column.kind.isTimestamp else {
      throw ExpressionError(
        .invalidArgument, "within needs a date or timestamp column, not \(column.kind.rawValue)",
        place: Place(column: name))
    }
    let words = last.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, let interval = interval(words[0], words[1]) else {
      throw ExpressionError(.invalidArgument, "last is like '90 days'")
    }
    let now = Int128(context.nowNanoseconds)
    let today = now.flooredQuotientAndRemainder(dividingBy: Moment.nanosecondsPerDay).quotient
    let clock = Expression(column.kind, .literal(.integer(column.kind == .date ? today : now)))
    let wholeDays = interval.nanoseconds % Moment.nanosecondsPerDay == 0
    let kind = column.kind == .date && !wholeDays ? Kind.timestamp : column.kind
    let start = Expression(kind, .shift(clock, -interval))
    let left = kind == column.kind ? column : Expression(kind, .midnight(column))
    return Predicate(Expression(.boolean, .compare(.greaterOrEqual, left, start)))
  }

  private static func interval(_ count: Substring, _ unit: Substring) -> Interval? {
    let singular = unit.hasSuffix("s") ? unit.dropLast() : unit
    let units = ["second", "minute", "hour", "day", "month", "year"]
    guard (1...9).contains(count.utf8.count), count.utf8.allSatisfy(Lexer.isDigit), let number = Int(count),
      units.contains(String(singular))
    else { return nil }
    return Interval(number, singular.uppercased())
  }

  /// `sample: {percent, by}`: the share of the values of a column whose draws are the lowest.
  public static func sample(
    percent: String, by name: String, schema: Schema, draw: any SampleDraw
  ) throws(ExpressionError) -> Predicate {
    let column = try column(named: name, for: "sample", schema: schema)
    guard let sample = Sample(of: column, percent: percent, identity: draw.identity, draw: draw) else {
      throw ExpressionError(
        .invalidArgument, "a sample's percent is a number from 0 to 100 of at most 15 fraction digits",
        place: Place(column: name))
    }
    return Predicate(Expression(.boolean, .sample(sample)))
  }

  /// A column outside lists, by its dotted path.
  private static func column(
    named name: String, for purpose: String, schema: Schema
  ) throws(ExpressionError) -> Expression {
    let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let found = schema.leaf(at: [name]) ?? schema.leaf(at: path), found.listDepth == nil,
      let kind = Kind(found.leaf.type)
    else {
      throw ExpressionError(
        .invalidArgument, "\(purpose) names no single column", place: Place(column: name))
    }
    return Expression(kind, .column(ColumnReference(leaf: found.leaf, kind: kind, path: found.path, listDepth: nil)))
  }
}
