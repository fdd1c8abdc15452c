import Columnar
import Testing

@testable import Expressions

@Suite struct ParsingTests {
  private func failure(_ text: String) -> ExpressionError? {
    do throws(ExpressionError) {
      _ = try Predicate(parsing: text, schema: wideSchema, context: maryContext)
      return nil
    } catch { return error }
  }

  /// Where the text is wrong, in characters.
  @Test(arguments: [
    ("zz = 1", 0), ("i8 = 'x'", 0), ("lower(i8) = 'x'", 6), ("i8 =", 4), ("i8 AND bool", 0), ("bool AND i8", 9),
    ("i8 = 1 2", 7),
    ("ts_ms = TIMESTAMP '2024-01-01 00:00:00'", 0), ("li = 1", 0), ("substr('a') = 'x'", 0), ("any(i8 = 1)", 0),
    ("i8 LIKE 'x'", 0),
    ("date = '2024-13-01'", 7), ("@groups = 'x'", 0), ("1 % 2e0 = 1", 0), ("text LIKE 'x\\'", 10),
    ("any(any(li = 1))", 4),
    ("nothing(i8)", 0), ("i8 IN ()", 7), ("INTERVAL '1' DAY = INTERVAL '1' DAY", 9), ("i8", 0), ("i8 = 1 # 2", 7),
    ("i8 = 'x", 5),
    ("'ö' = 'ö' AND zz = 1", 14), ("i8 = 123456789012345678901234567890123456789", 5), ("f64 < 1e999", 6),
    ("i8 = X'123'", 5),
    ("text LIKE 'a' ESCAPE 'xy'", 21), ("date_trunc('era', date) = date", 11), ("regexp_like(text, '(')", 18),
    ("CASE END", 5),
    ("CAST(i8 AS money) = 1", 11), ("CAST(i8 AS decimal(39)) = 1", 19), ("i8 IS 1", 6), ("i8 NOT 1", 7),
    ("INTERVAL '1' ERA IS NULL", 13),
    ("INTERVAL '1' DAY IS NULL", 9), ("i8 IN @user", 6), ("@nothing = 1", 0), ("uuid = 'x'", 7),
    ("time = '25:00:00'", 7), ("st.y = 'x'", 0),
    ("any(li = 1 AND ls.p = 2)", 0), ("(i8 = 1", 7), ("sample(10, i8, 'key')", 0), ("coalesce(i8, text) = 1", 9),
    ("\"\" = 1", 0),
  ])
  func errorsSayWhere(text: String, position: Int) {
    let error = failure(text)
    #expect(error?.place.offset == position, "\(text): \(error?.description ?? "accepted")")
    #expect(error?.message.hasSuffix("at character \(position)") == true)
  }

  @Test(arguments: [
    "\"i8\" = 5 and I8 = 1", "date > date '2024-01-31'", "st.y.z = 'x'", "any(ls.list.element.p > 1)",
    "any(m.key_value.key = 'k')",
    "x'00' = bin", "i8!=1", "i8<>1", "((((i8))))=((1))", "i8=1OR i8=2", "NOT NOT bool", "- - i8 = 1",
    "CASE WHEN bool THEN 1 END = 1",
  ])
  func spellingsThatAreAllowed(text: String) {
    if text.contains("I8") {
      #expect(failure(text)?.message.contains("I8") == true)
    } else {
      #expect(failure(text) == nil, "\(text)")
    }
  }

  @Test func whatIsTooDeepIsRefused() {
    for text in [
      String(repeating: "(", count: 100_000) + "i8 = 1" + String(repeating: ")", count: 100_000),
      String(repeating: "NOT ", count: 100_000) + "bool", String(repeating: "-", count: 100_000) + "i8 = 1",
      String(repeating: "abs(", count: 100_000), String(repeating: "CASE WHEN ", count: 100_000),
      "i8" + String(repeating: " + i8", count: 100_000) + " = 1",
      "text" + String(repeating: " || text", count: 1_000) + " = ''",
      String(repeating: "CAST(", count: 100_000), String(repeating: "any(", count: 100_000),
    ] {
      #expect(
        failure(text)?.kind == .limitExceeded || failure(text)?.message.contains("nest") == true, "\(text.prefix(12))")
    }
  }

  @Test func depthThatIsAcceptedIsEvaluatedAndReadsBack() throws {
    let sum = "i64" + String(repeating: " + i64", count: 90) + " > 1"
    let not = String(repeating: "NOT ", count: 90) + "(i8 = i16)"
    for text in [sum, not, String(repeating: "(", count: 95) + "i8 = 1" + String(repeating: ")", count: 95)] {
      let predicate = try Predicate(parsing: text, schema: wideSchema, context: maryContext)
      #expect(try Predicate(stored: predicate.stored, schema: wideSchema) == predicate)
      _ = try predicate.evaluate(FactsTests.tables[0].batch)
    }
  }

  @Test func longListsAreSets() throws {
    let list = (0..<20_000).map { "'\($0 % 10_000)'" }.joined(separator: ", ")
    let predicate = try Predicate(parsing: "text IN (\(list))", schema: wideSchema, context: maryContext)
    guard case .membership(_, let literals, false) = predicate.normalForm else {
      Issue.record("no set")
      return
    }
    #expect(literals.count == 10_000)
  }

  @Test func hugeLiteralsAreRefusedOrKept() {
    #expect(failure("i8 = " + String(repeating: "9", count: 1_000_000)) != nil)
    #expect(failure("i8 = 1." + String(repeating: "0", count: 1_000)) != nil)
    #expect(failure("text = '" + String(repeating: "x", count: 1_000_000) + "'") == nil)
    #expect(failure("f64 = 1" + String(repeating: "0", count: 300) + "e-300") == nil)
    #expect(failure(String(repeating: " ", count: 17 << 20))?.kind == .limitExceeded)
  }

  @Test func everyPrefixOfAPredicateParsesOrIsRefused() {
    let text =
      "CASE WHEN any(ls.p > -1.5e3) THEN CAST(i8 AS decimal(3, 1)) ELSE 2 END IN (1, X'00') OR date >= @today - INTERVAL '9' DAY"
    for length in 0..<text.count { _ = failure(String(text.prefix(length))) }
  }

  @Test func withoutAPrincipalOnlyTheClockHasAMeaning() throws {
    let context = EvaluationContext(nowNanoseconds: -1)
    for text in ["@user = 'x'", "word IN @groups", "@project IS NULL", "word IN @attribute('w')", "word IN @purposes"] {
      #expect(throws: ExpressionError.self) { try Predicate(parsing: text, schema: wideSchema, context: context) }
    }
    let today = try Predicate(parsing: "date = @today", schema: wideSchema, context: context)
    #expect(today.text == "date = DATE '1969-12-31'")
    let now = try Predicate(parsing: "ts_ns = @now", schema: wideSchema, context: context)
    #expect(now.text == "ts_ns = TIMESTAMP '1969-12-31T23:59:59.999999999Z'")
  }

  @Test func columnsAreFoundInSchemasOfEveryShape() throws {
    let schema = Schema(fields: [
      SchemaNode("a.b", .optional, .leaf(LeafType(.int32))),
      SchemaNode("bare", .repeated, .leaf(LeafType(.int32))),
      SchemaNode("twice", .optional, .leaf(LeafType(.int32))),
      SchemaNode("twice", .optional, .leaf(LeafType(.int32))),
      SchemaNode("deep", .repeated, .group(nil, [SchemaNode("er", .repeated, .leaf(LeafType(.int32)))])),
      SchemaNode("wide", .optional, .leaf(LeafType(.fixedLengthByteArray(20), .decimal(precision: 40, scale: 0)))),
    ])
    func columns(_ text: String) throws -> Set<String> {
      try Predicate(parsing: text, schema: schema, context: maryContext).columns
    }
    #expect(try columns("\"a.b\" = 1") == ["a.b"])
    #expect(try columns("any(bare = 1)") == ["bare"])
    for text in ["a.b = 1", "bare = 1", "twice = 1", "any(deep.er = 1)", "wide = 1"] {
      #expect(throws: ExpressionError.self, "\(text)") { try columns(text) }
    }
  }
}
