import Columnar

@testable import Expressions

/// Four columns and every row there is of a few values each: enough to refute what does not follow.
enum SmallWorld {
  static let schema = Schema(fields: [
    SchemaNode("a", .optional, .leaf(LeafType(.int64))),
    SchemaNode("f", .optional, .leaf(LeafType(.double))),
    SchemaNode("s", .optional, .leaf(.string)),
    SchemaNode("b", .optional, .leaf(LeafType(.boolean))),
  ])

  static let batch: RowBatch = {
    let numbers: [Int64?] = [nil, 0, 1, 2, 3]
    let floats: [Double?] = [nil, 0, 1, 1.5, 2, .nan]
    let strings: [String?] = [nil, "", "x", "xx", "y", "z"]
    let booleans: [Bool?] = [nil, true, false]
    var rows: [(Int64?, Double?, String?, Bool?)] = []
    for a in numbers { for f in floats { for s in strings { for b in booleans { rows.append((a, f, s, b)) } } } }
    func column(_ index: Int, _ isPresent: [Bool], _ values: Values) -> (Int, Column) {
      (index, Column(leaf: schema.leaves[index], structure: .optional(Bitmap(isPresent)), data: .plain(values)))
    }
    return RowBatch(
      rows: rows.count,
      columns: Dictionary(uniqueKeysWithValues: [
        column(0, rows.map { $0.0 != nil }, .int64(rows.compactMap(\.0))),
        column(1, rows.map { $0.1 != nil }, .double(rows.compactMap(\.1))),
        column(2, rows.map { $0.2 != nil }, .bytes(ByteStrings(rows.compactMap(\.2)))),
        column(3, rows.map { $0.3 != nil }, .boolean(Bitmap(rows.compactMap(\.3)))),
      ]))
  }()

  static func predicate(_ text: String) throws -> Predicate {
    try Predicate(parsing: text, schema: schema, context: EvaluationContext(nowNanoseconds: 0))
  }

  static func values(_ predicate: Predicate) throws -> TruthValues { try predicate.evaluate(batch) }

  /// A predicate of AND, OR and NOT to a depth.
  static func text(_ random: inout Seeded, depth: Int) -> String {
    if depth > 0, random.chance(0.6) {
      let a = text(&random, depth: depth - 1)
      switch random.pick(["AND", "OR", "NOT"]) {
      case "NOT": return "NOT (\(a))"
      case let connective: return "(\(a) \(connective) \(text(&random, depth: depth - 1)))"
      }
    }
    let column = random.pick(["a", "f", "s", "b"])
    if column == "b" {
      return random.pick([
        "b", "NOT b", "b IS NULL", "b IS NOT NULL", "b IS TRUE", "b IS NOT FALSE", "b <> TRUE", "b IN (TRUE, FALSE)",
      ])
    }
    if column == "s" {
      let w = random.pick(["x", "y", "z"])
      return random.pick([
        "s = '\(w)'", "s IN ('\(w)', 'y')", "s <> '\(w)'", "s < '\(w)'", "s LIKE '\(w)%'", "s NOT IN ('\(w)', 'x')",
        "s IN ('\(w)', NULL)", "s IS NULL", "s >= '\(w)'",
      ])
    }
    let v = random.pick(["0", "1", "2", "1.5", "1e0", "15e-1", "NULL"])
    let comparisons = ["=", "<>", "<", "<=", ">", ">="].map { "\(column) \($0) \(v)" }
    return random.pick(
      comparisons + [
        "\(column) IS NULL", "\(column) IS NOT NULL", "\(column) BETWEEN 0 AND \(v)", "\(column) IN (0, \(v))",
        "\(column) NOT IN (1, 2)", "1 / a > 0", "a = f", "\(column) IS DISTINCT FROM 1", "NULL", "TRUE",
      ])
  }
}
