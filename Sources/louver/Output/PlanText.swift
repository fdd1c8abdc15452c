import Engine
import Policy

/// A job's plan in words and as JSON.
enum PlanText {
  static func text(_ plan: PlanDescription) -> String {
    var table = TextTable(
      ["row group", "column", "mask", "plan", "reason"], [.right, .left, .left, .left, .left])
    for row in plan.rows { table.append([String(row.rowGroup), row.column, row.mask ?? "", row.plan, row.reason]) }
    return table.text + plan.predicates.map { "rows: only where \($0.displayed)\n" }.joined()
  }

  static func json(_ plan: PlanDescription) -> JSON {
    let chunks = plan.rows.map { row -> JSON in
      [
        "rowGroup": .integer(Int64(row.rowGroup)), "column": .string(row.column),
        "mask": row.mask.map { .string($0) } ?? .null, "plan": .string(row.plan), "reason": .string(row.reason),
      ]
    }
    return ["chunks": .array(chunks), "predicates": .array(plan.predicates.map { .string($0) })]
  }

  /// The fields of the JSON form.
  static let fields = """
    {"chunks": [{"rowGroup", "column", "mask", "plan", "reason"}], "predicates": [texts]}
    """
}
