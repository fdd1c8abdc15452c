import Columnar
import Testing

@testable import Expressions

@Suite struct NormalFormTests {
  @Test(arguments: [11, 12, 13] as [UInt64])
  func theFormReadsBackAsItselfAndMeansTheSame(seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<200 {
      let text = SmallWorld.text(&random, depth: 3)
      let predicate = try SmallWorld.predicate(text)
      let again = try SmallWorld.predicate(predicate.text)
      #expect(again == predicate && again.text == predicate.text && again.hashValue == predicate.hashValue, "\(text)")
      let negated = try SmallWorld.predicate("NOT (\(text))")
      let (values, opposite) = (try SmallWorld.values(predicate), try SmallWorld.values(negated))
      #expect(values.isTrue == opposite.isFalse && values.isNull == opposite.isNull, "\(text)")
    }
  }

  @Test(arguments: [
    ("a = 2 OR a = 1", "a IN (1, 2)"), ("NOT (a > 5 AND s = 'x')", "(a <= 5 OR s <> 'x')"),
    ("a BETWEEN 1 AND 2", "(a <= 2 AND a >= 1)"),
    ("5 < a", "a > 5"), ("b", "b = TRUE"), ("NOT b", "b = FALSE"), ("a = NULL", "NULL"), ("a = 1 AND TRUE", "a = 1"),
    ("a = 1 OR TRUE", "TRUE"), ("s IN ()", ""), ("f > 1.50", "f > 1.5"), ("f > 15e-1", "f > 1.5"),
    ("f > 0.1", "f > 0.1"),
    ("f > 1e-1", "f > 0.10000000000000001e0"), ("f > 1e300", "f > 1.0000000000000001e+300"), ("f = 1e3", "f = 1000"),
    ("s NOT IN ('b', 'a') AND s <> 'c'", "s NOT IN ('a', 'b', 'c')"), ("a + 1 > 2 * 3", "(a + 1) > 6"),
    ("\"a\" IS NULL", "a IS NULL"),
    ("NOT (s LIKE 'x%')", "NOT (s LIKE 'x%' ESCAPE '\\')"), ("(a = 1 OR s = 'x') OR a = 3", "(a IN (1, 3) OR s = 'x')"),
  ])
  func formsAreWrittenInOneWay(text: String, form: String) throws {
    guard !form.isEmpty else {
      #expect(throws: ExpressionError.self) { try SmallWorld.predicate(text) }
      return
    }
    #expect(try SmallWorld.predicate(text).text == form)
  }

  @Test func spellingsOfOneAccentAreDifferentStrings() throws {
    let (composed, combining) = (try SmallWorld.predicate("s = '\u{e9}'"), try SmallWorld.predicate("s = 'e\u{301}'"))
    #expect(composed != combining)
    let opaque = try ["\u{e9}", "e\u{301}"].map { try SmallWorld.predicate("starts_with(s, '\($0)')") }
    #expect(opaque[0] != opaque[1])
  }

  @Test func constantsAreKnownAndNameNoColumn() throws {
    for (text, truth) in [
      ("1 < 2", Truth.true), ("a = 1 AND FALSE", .false), ("a = NULL", .null), ("1 / 0 = 1", .null),
    ] {
      let predicate = try SmallWorld.predicate(text)
      #expect(predicate.constant == truth && predicate.columns.isEmpty)
    }
    let predicate = try SmallWorld.predicate("a = 1 AND length(s) > f")
    #expect(predicate.constant == nil && predicate.columns == ["a", "s", "f"])
    #expect(predicate.leaves.map(\.index) == [0, 1, 2])
  }
}
