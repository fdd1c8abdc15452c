import Columnar
import Testing

@testable import Expressions

@Suite struct EvaluationTests {
  private static let facts = FactsTests.tables.filter { $0.rows > 1 }

  private static func predicates(of table: Facts) throws -> [(Predicate, TruthValues)] {
    try table.predicates.filter { $0.values != "E" }.map { fact in
      let predicate = try Predicate(parsing: fact.text, schema: wideSchema, context: maryContext)
      return (predicate, try predicate.evaluate(table.batch))
    }
  }

  /// The same values and the same faults, however columns are stored.
  @Test func encodingsDoNotMatter() throws {
    var random = Seeded(5)
    for table in Self.facts {
      let encoded = table.batch.map { $0.dictionaryEncoded(&random) }
      let restructured = table.batch.map { $0.restructured }
      for (predicate, values) in try Self.predicates(of: table) {
        #expect(try predicate.evaluate(encoded) == values, "\(predicate.text)")
        #expect(try predicate.evaluate(restructured) == values, "\(predicate.text)")
      }
    }
  }

  /// A batch has the values of its parts: each row by itself, and two halves.
  @Test func rowsDoNotDependOnEachOther() throws {
    for table in Self.facts {
      let half = table.rows / 2
      let rows = (0..<table.rows).map { table.batch.slice($0..<$0 + 1) }
      let halves = [table.batch.slice(0..<half), table.batch.slice(half..<table.rows)]
      for (predicate, values) in try Self.predicates(of: table) {
        for parts in [rows, halves] {
          let results = try parts.map(predicate.evaluate)
          #expect(results.map(\.letters).joined() == values.letters, "\(predicate.text)")
          #expect(results.reduce(0) { $0 + $1.faults } == values.faults, "\(predicate.text)")
        }
      }
    }
  }

  /// What one side decides, the other is not asked for; the values are those of evaluating both.
  @Test func connectivesHaveTheValuesOfTheirSides() throws {
    var random = Seeded(3)
    let costly = [
      "s LIKE '%x_%'", "s ILIKE 'X%'", "regexp_like(s, '^x')", "length(s) + a > 2", "1 / a > 0", "lower(s) = 'xx'",
      "CASE WHEN b THEN a ELSE f END > 1", "contains(s, 'x')", "coalesce(s, 'x') = 'x'",
      "s IN ('x', 'z', 'xx', 'q', 'r', 't')",
    ]
    for _ in 0..<150 {
      let texts = [SmallWorld.text(&random, depth: 1), random.pick(costly), SmallWorld.text(&random, depth: 0)]
      let values = try texts.map { try SmallWorld.values(SmallWorld.predicate($0)) }
      let and = try SmallWorld.values(SmallWorld.predicate(texts.map { "(\($0))" }.joined(separator: " AND ")))
      let or = try SmallWorld.values(SmallWorld.predicate(texts.map { "(\($0))" }.joined(separator: " OR ")))
      #expect(and.isTrue == values.dropFirst().reduce(values[0].isTrue) { $0 & $1.isTrue }, "\(texts)")
      #expect(and.isFalse == values.dropFirst().reduce(values[0].isFalse) { $0 | $1.isFalse }, "\(texts)")
      #expect(or.isTrue == values.dropFirst().reduce(values[0].isTrue) { $0 | $1.isTrue }, "\(texts)")
      #expect(or.isFalse == values.dropFirst().reduce(values[0].isFalse) { $0 & $1.isFalse }, "\(texts)")
    }
  }

  @Test func onlyTheNamedColumnsAreNeeded() throws {
    for table in Self.facts {
      for (predicate, values) in try Self.predicates(of: table) {
        let needed = Set(predicate.leaves.map(\.index))
        let batch = RowBatch(rows: table.rows, columns: table.batch.columns.filter { needed.contains($0.key) })
        #expect(try predicate.evaluate(batch) == values)
        guard let missing = needed.first else { continue }
        var columns = batch.columns
        columns[missing] = nil
        #expect(throws: ExpressionError.self) { try predicate.evaluate(RowBatch(rows: table.rows, columns: columns)) }
      }
    }
  }

  @Test func faultsThatDoNotDecideAreNotCounted() throws {
    let schema = Schema(fields: [SchemaNode("a", .required, .leaf(LeafType(.int64)))])
    let column = Column(leaf: schema.leaves[0], structure: .required(rows: 4), data: .plain(.int64([0, 1, 2, .max])))
    let batch = RowBatch(rows: 4, columns: [0: column])
    for (text, values, faults) in [
      ("1 / a > 0", "NTFF", 1), ("a + 1 > 0", "TTTN", 1), ("a <> 0 AND 1 / a > 0", "FTFF", 0),
      ("1 / a > 0 AND a <> 0", "FTFF", 0),
      ("a = 0 OR 1 / a > 0", "TTFF", 0), ("CASE WHEN a = 0 THEN TRUE ELSE 1 / a > 0 END", "TTFF", 0),
      ("(1 / a) IS NULL OR (a + 1) IS NULL", "TFFT", 0), ("1 / a > 0 AND a + 1 > 0", "NTFF", 1),
      ("coalesce(1 / a, 5) = 5", "TFFF", 1),
    ] {
      let predicate = try Predicate(parsing: text, schema: schema, context: maryContext)
      let result = try predicate.evaluate(batch)
      #expect(result.letters == values && result.faults == faults, "\(text): \(result)")
    }
  }

  /// Levels and values that contradict each other are an error, never a crash.
  @Test func columnsThatDoNotFitTogetherAreRefused() throws {
    func batch(_ name: String, _ structure: Structure, _ values: Values) -> RowBatch {
      let leaf = wideSchema.leaves.first { $0.shortPath == name } ?? wideSchema.leaves[0]
      return RowBatch(
        rows: structure.rows, columns: [leaf.index: Column(leaf: leaf, structure: structure, data: .plain(values))])
    }
    let list = { (definition: [UInt8], repetition: [UInt8], rows: Int) in
      Structure.nested(Levels(definition: definition, repetition: repetition, rows: rows))
    }
    for (text, batch) in [
      ("i32 = 1", batch("i32", .optional(Bitmap([true, true])), .int32([1]))),
      ("i32 = 1", batch("i32", .required(rows: 2), .int32([1]))),
      ("i32 = 1", batch("i32", .required(rows: 1), .int64([1]))),
      ("i32 + 1 = 1", batch("i32", .required(rows: 1), .boolean(Bitmap([true])))),
      (
        "uuid IS NOT NULL", batch("uuid", .required(rows: 1), .fixed(FixedBytes(width: 3, count: 1, bytes: [1, 2, 3])))
      ),
      ("st.x = 1", batch("st.x", list([2], [0], 1), .int32([1]))),
      ("st.x = 1", batch("st.x", list([2, 2], [], 1), .int32([1, 1]))),
      ("any(li = 1)", batch("li", list([3], [1], 1), .int32([1]))),
      ("any(li = 1)", batch("li", list([3, 3], [0, 0], 1), .int32([1, 1]))),
      ("any(li = 1)", batch("li", list([3, 3], [0], 1), .int32([1, 1]))),
      ("any(li = 1)", batch("li", list([3, 3], [0, 1], 1), .int32([1]))),
      ("any(li = 1)", batch("li", .required(rows: 1), .int32([1]))),
    ] {
      let predicate = try Predicate(parsing: text, schema: wideSchema, context: maryContext)
      let error = #expect(throws: ExpressionError.self, "\(text)") { try predicate.evaluate(batch) }
      #expect(error?.kind == .malformed)
    }
    let lists = [5, 2].map { (count: Int) in
      list([UInt8](repeating: 3, count: count), [0] + [UInt8](repeating: 1, count: count - 1), 1)
    }
    let leaves = wideSchema.leaves.filter { $0.shortPath.hasPrefix("ls.") }
    let both = RowBatch(
      rows: 1,
      columns: [
        leaves[0].index: Column(leaf: leaves[0], structure: lists[0], data: .plain(.int32([]))),
        leaves[1].index: Column(leaf: leaves[1], structure: lists[1], data: .plain(.bytes(ByteStrings()))),
      ])
    let predicate = try Predicate(parsing: "any(ls.p = 1 OR ls.q = 'x')", schema: wideSchema, context: maryContext)
    #expect(throws: ExpressionError.self) { try predicate.evaluate(both) }
  }

  @Test func invalidTextAndHostilePatternsDoNotCrash() throws {
    let leaf = wideSchema.leaves.first { $0.shortPath == "text" } ?? wideSchema.leaves[0]
    var strings = ByteStrings()
    for bytes: [UInt8] in [
      [0xff], [0xe2, 0x82], [0x80, 0x80], [0xf0], [], [0x61, 0xc3], Array(repeating: 0x61, count: 40),
    ] {
      strings.append(bytes)
    }
    let column = Column(leaf: leaf, structure: .required(rows: strings.count), data: .plain(.bytes(strings)))
    let batch = RowBatch(rows: strings.count, columns: [leaf.index: column])
    for text in [
      "text LIKE '_'", "text LIKE '%_a%'", "text ILIKE '%Ä%'", "upper(text) = lower(text)", "substr(text, 2, 1) = ''",
      "length(text) > 1",
      "text || 'x' > 'a'", "trim(text) = ''", "CAST(text AS int) = 1", "CAST(text AS decimal(10, 2)) = 1",
      "CAST(text AS date) = @today",
    ] {
      _ = try Predicate(parsing: text, schema: wideSchema, context: maryContext).evaluate(batch)
    }
    let invalid = try Predicate(parsing: "regexp_like(text, 'a')", schema: wideSchema, context: maryContext).evaluate(
      batch)
    #expect(invalid.letters == "NNNNFNT" && invalid.faults == 5)
    let slow = try Predicate(
      parsing: "regexp_like(text, '^(a|aa)+$') OR text LIKE '%a%a%a%a%a%a%b'", schema: wideSchema, context: maryContext)
    _ = try slow.evaluate(batch)
    let endless = try Predicate(
      parsing: "regexp_like(text, '^(?:a|aa)+[bc]$')", schema: wideSchema, context: maryContext
    )
    .evaluate(batch)
    #expect(endless.isNull[6] && endless.faults == 6)
  }
}
