import Columnar
import Testing

@testable import Expressions

/// A draw that needs no key: the value itself, spread out.
private struct Spread: SampleDraw {
  var identity: String
  var seed: UInt64 = 0

  func draws(for values: Values, of leaf: Leaf) throws -> [UInt64] {
    guard case .int64(let numbers) = values else { return [] }
    return numbers.map { number in
      var random = Seeded(UInt64(bitPattern: number) ^ seed)
      return random.next()
    }
  }
}

@Suite struct WindowAndSampleTests {
  private let schema = Schema(fields: [
    SchemaNode("d", .optional, .leaf(LeafType(.int32, .date))),
    SchemaNode("t", .optional, .leaf(LeafType(.int64, .timestamp(.micros, utc: false)))),
    SchemaNode("z", .optional, .leaf(LeafType(.int64, .timestamp(.millis, utc: true)))),
    SchemaNode("id", .optional, .leaf(LeafType(.int64))),
  ])
  /// 2024-03-31T12:00:00Z
  private let context = EvaluationContext(nowNanoseconds: 1_711_886_400_000_000_000)

  @Test(arguments: [
    ("d", "1 month", "d >= DATE '2024-02-29'"), ("d", "90 days", "d >= DATE '2024-01-01'"),
    ("t", "36 hours", "t >= TIMESTAMP '2024-03-30T00:00:00.000000000'"),
    ("z", "1 second", "z >= TIMESTAMP '2024-03-31T11:59:59.000000000Z'"),
    ("z", "2 years", "z >= TIMESTAMP '2022-03-31T12:00:00.000000000Z'"),
    ("d", "12 hours", "CAST(d AS timestamp) >= TIMESTAMP '2024-03-30T12:00:00.000000000'"),
  ])
  func windowsCountBackFromNow(column: String, last: String, text: String) throws {
    let predicate = try Predicate.window(column: column, last: last, schema: schema, context: context)
    #expect(predicate.text == text)
    #expect(try Predicate(stored: predicate.stored, schema: schema) == predicate)
  }

  @Test(arguments: [
    ("d", "month"), ("d", "1 fortnight"), ("d", "-1 days"), ("d", "1  day"), ("d", "1 dayss"), ("id", "1 day"),
    ("no", "1 day"),
    ("d", "1000000000000 days"), ("d", ""), ("d", "1 DAY"),
  ])
  func windowsOfAnotherFormAreRefused(column: String, last: String) {
    #expect(throws: ExpressionError.self) {
      try Predicate.window(column: column, last: last, schema: schema, context: context)
    }
  }

  private func sample(_ percent: String, _ draw: Spread = Spread(identity: "source")) throws -> Predicate {
    try Predicate.sample(percent: percent, by: "id", schema: schema, draw: draw)
  }

  private func batch(_ count: Int) -> RowBatch {
    let ids = Column(
      leaf: schema.leaves[3], structure: .optional(Bitmap((0...count).map { $0 < count })),
      data: .plain(.int64((0..<count).map { Int64($0) })))
    return RowBatch(rows: count + 1, columns: [3: ids])
  }

  @Test func samplesKeepTheirShareAndGrowWithIt() throws {
    let batch = batch(5_000)
    let small = try sample("20").evaluate(batch)
    let large = try sample("30.5").evaluate(batch)
    #expect((800...1_200).contains(small.isTrue.setCount) && (1_300...1_750).contains(large.isTrue.setCount))
    #expect((small.isTrue & ~large.isTrue).isNoneSet)
    #expect(small.isNull.setIndices == [5_000])
    #expect(try sample("100").evaluate(batch).isTrue.setCount == 5_000)
    #expect(try sample("0").evaluate(batch).isTrue.isNoneSet)
  }

  @Test func aLargerSampleOfTheSameDrawHoldsASmallerOne() throws {
    let (small, large) = (try sample("20"), try sample("30"))
    #expect(Implication.implies([small], large) && !Implication.implies([large], small))
    #expect(!Implication.implies([small], try sample("30", Spread(identity: "another"))))
    #expect(try sample("20.0") == small && sample("20", Spread(identity: "another")) != small)
    #expect(small.text == "sample(20, id)" && small.columns.isEmpty && small.leaves.map(\.shortPath) == ["id"])
  }

  @Test func aStoredSampleComparesButDoesNotEvaluate() throws {
    let small = try sample("12.5", Spread(identity: "it's"))
    let stored = try Predicate(stored: small.stored, schema: schema)
    #expect(stored == small && small.stored == "sample(12.5, id, 'it''s')")
    #expect(Implication.implies([stored], try sample("13", Spread(identity: "it's"))))
    #expect(throws: ExpressionError.self) { try stored.evaluate(batch(3)) }
  }

  @Test(arguments: ["-1", "100.1", "x", "", "1.0000000000000001"])
  func sharesThatAreNoneAreRefused(percent: String) {
    #expect(throws: ExpressionError.self) { try sample(percent) }
  }
}
