import Columnar
import Testing

@testable import Expressions

/// Hundreds of predicates on every type, against values worked out row by row.
@Suite struct FactsTests {
  static let path = String(#filePath.dropLast("FactsTests.swift".count)) + "Facts/predicates.txt"
  static let tables = Facts.read(path)

  @Test func thereAreFacts() {
    #expect(Self.tables.reduce(0) { $0 + $1.predicates.count } > 400)
  }

  @Test func predicatesHaveTheirValuesOnEveryRow() throws {
    for table in Self.tables {
      for fact in table.predicates where fact.values != "E" {
        let predicate = try Predicate(parsing: fact.text, schema: wideSchema, context: maryContext)
        #expect(try predicate.evaluate(table.batch).letters == fact.values, "\(fact.text)")
      }
    }
  }

  @Test func predicatesThatDoNotFitAreRefused() {
    for table in Self.tables {
      for fact in table.predicates where fact.values == "E" {
        #expect(throws: ExpressionError.self, "\(fact.text)") {
          try Predicate(parsing: fact.text, schema: wideSchema, context: maryContext)
        }
      }
    }
  }

  @Test func normalFormsReadAsTheyAreKnown() throws {
    for table in Self.tables {
      for fact in table.predicates {
        guard let normalForm = fact.normalForm else { continue }
        let predicate = try Predicate(parsing: fact.text, schema: wideSchema, context: maryContext)
        #expect(predicate.text.utf8.elementsEqual(normalForm.utf8), "\(fact.text)")
      }
    }
  }

  @Test func normalFormsReadBackAsThemselves() throws {
    for table in Self.tables {
      for fact in table.predicates where fact.values != "E" {
        let predicate = try Predicate(parsing: fact.text, schema: wideSchema, context: maryContext)
        let again = try Predicate(stored: predicate.stored, schema: wideSchema)
        #expect(again == predicate && again.stored.utf8.elementsEqual(predicate.stored.utf8), "\(fact.text)")
        #expect(try again.evaluate(table.batch).letters == fact.values, "\(fact.text)")
      }
    }
  }
}
