import Columnar
import Testing

@testable import Expressions

@Suite struct ImplicationTests {
  /// What is proved must hold on every row of a small world; normal forms must have the predicate's three values.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func whatIsProvedHoldsOnEveryRow(seed: UInt64) throws {
    var random = Seeded(seed)
    var (proved, masked) = (0, 0)
    for _ in 0..<400 {
      let predicates = try (0..<3).map { _ in try SmallWorld.predicate(SmallWorld.text(&random, depth: 2)) }
      let values = try predicates.map(SmallWorld.values)
      if Implication.implies(Array(predicates[..<2]), predicates[2]) {
        proved += 1
        #expect((values[0].isTrue & values[1].isTrue & ~values[2].isTrue).isNoneSet, "\(predicates.map(\.text))")
      }
      if Implication.impliesMasking(rows: [predicates[0]], when: predicates[1], other: predicates[2]) {
        masked += 1
        #expect((values[0].isTrue & ~values[1].isFalse & values[2].isFalse).isNoneSet, "\(predicates.map(\.text))")
      }
      let always = Implication.impliesMasking(rows: [predicates[0]], when: nil, other: predicates[2])
      if always { #expect((values[0].isTrue & values[2].isFalse).isNoneSet) }
    }
    #expect(proved > 60 && masked > 30)
  }

  @Test(arguments: [
    ("a >= 10", "a > 5"), ("s IN ('x')", "s IN ('x', 'y')"), ("a > 5", "a IS NOT NULL"), ("a > 5 AND a < 3", "b"),
    ("a IN (1, 7)", "a < 3 OR a > 5"), ("a = 1 OR a = 2", "a IN (1, 2, 3)"), ("NOT (a > 5)", "a <= 5"),
    ("a >= 3 AND a <= 3", "a = 3"), ("s LIKE 'x%'", "s LIKE 'x%'"), ("a = 5", "a <> 4"),
    ("a IN (1, 2) AND a <> 1", "a = 2"), ("a > 5 OR s = 'x'", "s = 'x' OR a > 4"), ("a < 5", "a < 5 OR b"),
    ("f = 1.5", "f = 15e-1"), ("f < 2", "f <= 20e-1"), ("FALSE", "b"), ("NULL", "b"), ("b", "TRUE"),
  ])
  func whatFollowsIsProved(given: String, conclusion: String) throws {
    #expect(Implication.implies([try SmallWorld.predicate(given)], try SmallWorld.predicate(conclusion)))
  }

  @Test(arguments: [
    ("a > 5", "a >= 10"), ("s LIKE 'x%'", "s LIKE 'x'"), ("b", "a = 1"), ("a IS NOT NULL", "a > 0"),
    ("f = 0.1", "f = 1e-1"), ("f > 0", "f < 1"), ("TRUE", "NULL"), ("s = 'é'", "s = 'e\u{301}'"),
    ("f = 1.5 AND f = 15e-1", "f = 2"),
  ])
  func whatDoesNotFollowIsNotProved(given: String, conclusion: String) throws {
    #expect(!Implication.implies([try SmallWorld.predicate(given)], try SmallWorld.predicate(conclusion)))
  }

  /// a > 0 implies a IS NOT NULL, but masks more: also where a is NULL.
  @Test func aConditionThatIsNullMasks() throws {
    let (positive, present) = (try SmallWorld.predicate("a > 0"), try SmallWorld.predicate("a IS NOT NULL"))
    #expect(Implication.implies([positive], present))
    #expect(!Implication.impliesMasking(rows: [], when: positive, other: present))
    #expect(Implication.impliesMasking(rows: [present], when: positive, other: present))
    #expect(Implication.impliesMasking(rows: [], when: positive, other: nil))
    #expect(!Implication.impliesMasking(rows: [], when: nil, other: positive))
  }

  @Test func formsTooLargeAreNotProvedRatherThanSearchedForLong() throws {
    let large = (0..<40).map { "(a > \($0) OR s = '\($0)')" }.joined(separator: " AND ")
    #expect(!Implication.implies([try SmallWorld.predicate(large)], try SmallWorld.predicate("b")))
  }
}
