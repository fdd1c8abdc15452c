import Columnar
import Testing

@testable import Expressions

@Suite struct PruningTests {
  /// Statistics of the flat columns of a batch, as a writer makes them: NaN does not count.
  private func bounds(of batch: RowBatch) throws -> [Int: ColumnBounds] {
    var result: [Int: ColumnBounds] = [:]
    for (index, column) in batch.columns where column.leaf.isFlat {
      guard case .plain(let values) = column.data, let kind = Kind(column.leaf.type) else { continue }
      let vector = Vector(values, of: column.leaf.type, withNull: false)
      let literals = (0..<values.count).compactMap { place in
        Literal(vector[place], kind).map { (literal: $0, place: UInt32(place)) }
      }.filter { if case .float(let number) = $0.literal.key { !number.isNaN } else { true } }
      let least = literals.min { $0.literal < $1.literal }
      let greatest = literals.max { $0.literal < $1.literal }
      result[index] = ColumnBounds(
        minimum: least.map { values.gathered([$0.place]) }, maximum: greatest.map { values.gathered([$0.place]) },
        nullCount: batch.rows - values.count, rows: batch.rows)
    }
    return result
  }

  @Test func noRowThatMatchesIsDropped() throws {
    var dropped = 0
    for table in FactsTests.tables {
      for range in [0..<table.rows] + (0..<table.rows).map({ $0..<$0 + 1 }) {
        let batch = table.batch.slice(range)
        let statistics = try bounds(of: batch)
        for fact in table.predicates where fact.values != "E" {
          let predicate = try Predicate(parsing: fact.text, schema: wideSchema, context: maryContext)
          if predicate.mightMatch(statistics) { continue }
          dropped += 1
          let values = Array(fact.values.utf8)[range]
          #expect(!values.contains(UInt8(ascii: "T")), "\(predicate.text)")
        }
      }
    }
    #expect(dropped > 500)
  }

  @Test func whatIsRuledOutIsDropped() throws {
    let int = ColumnBounds(minimum: .int64([3]), maximum: .int64([7]), nullCount: 0, rows: 10)
    let text = ColumnBounds(
      minimum: .bytes(ByteStrings(["x"])), maximum: .bytes(ByteStrings(["xx"])), nullCount: 2, rows: 10)
    let nulls = ColumnBounds(nullCount: 10, rows: 10)
    let float = ColumnBounds(minimum: .double([3]), maximum: .double([7]), nullCount: 0, rows: 10)
    let bounds = [0: int, 1: float, 2: text, 3: nulls]
    for (text, expected) in [
      ("a = 3", true), ("a = 2", false), ("a IN (1, 9)", false), ("a IN (1, 5)", true), ("a > 7", false),
      ("a >= 7", true), ("a < 3", false),
      ("a <= 3.5", true), ("a IS NULL", false), ("a IS NOT NULL", true), ("a <> 3", true), ("s = 'y'", false),
      ("s IS NULL", true),
      ("s > 'xx'", false), ("s >= 'xx'", true), ("b", false), ("b IS NULL", true), ("b IS NOT NULL", false),
      ("f > 7", true), ("f < 3", false),
      ("f = 8", false), ("f <> 3", true), ("a > 7 OR s = 'x'", true), ("a > 7 OR s = 'y'", false),
      ("a = 3 AND s = 'y'", false),
      ("length(s) > 5", true), ("NOT (a <= 7)", false), ("FALSE", false), ("NULL", false), ("a + 1 = 0", true),
    ] {
      #expect(try SmallWorld.predicate(text).mightMatch(bounds) == expected, "\(text)")
    }
    let one = ColumnBounds(minimum: .int64([3]), maximum: .int64([3]), rows: 10)
    #expect(try !SmallWorld.predicate("a <> 3").mightMatch([0: one]))
    #expect(try !SmallWorld.predicate("a NOT IN (1, 3)").mightMatch([0: one]))
    #expect(try SmallWorld.predicate("a = 4").mightMatch([:]))
    // Of the wrong type, or not one value: not used.
    #expect(
      try SmallWorld.predicate("a = 4").mightMatch([
        0: ColumnBounds(minimum: .int32([9]), maximum: .int32([9]), rows: 1)
      ]))
    #expect(
      try SmallWorld.predicate("a = 4").mightMatch([0: ColumnBounds(minimum: .int64([]), maximum: .int64([]), rows: 1)])
    )
    #expect(
      try SmallWorld.predicate("f = 4").mightMatch([
        1: ColumnBounds(minimum: .double([.nan]), maximum: .double([.nan]), rows: 1)
      ]))
  }
}
