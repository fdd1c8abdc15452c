import Columnar
import Engine
import Expressions
import Masking
import Parquet
import Policy
import Testing

/// Cell masks whose rows change from page to page: 50 rows each, several pages a chunk.
@Suite struct JobVariantTests {
  private func names(masked cells: [(mask: String, when: String)], always: [String] = []) throws -> [String?] {
    let file = try SampleFile(rows: 400, groupRows: 400)
    let context = EvaluationContext(nowNanoseconds: 0)
    var restrictions = Set(try always.map { Restriction(mask: try .parse($0)) })
    for (mask, when) in cells {
      let predicate = try Predicate(parsing: when, schema: SampleFile.schema, context: context)
      restrictions.insert(Restriction(when: predicate, mask: try .parse(mask)))
    }
    let out = file.directory.path + "/out.parquet"
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    let view = VisibleView(columns: ["name": restrictions])
    _ = try Job(source: Source(location: file.path), view: view, keys: keys).write(to: .file(out))
    var names: [String?] = []
    try Job(source: Source(location: out), view: VisibleView(), keys: keys).read { batch in
      let column = batch.columns[1]
      guard case .optional(let validity) = column.structure, case .bytes(let values) = column.data.values else {
        throw Failure(what: "names are optional text")
      }
      var next = 0
      for row in 0..<batch.rows {
        names.append(validity[row] ? values.string(next) : nil)
        next += validity[row] ? 1 : 0
      }
    }
    return names
  }

  private var rows: [SampleFile.Row] {
    get throws { try SampleFile(rows: 400, groupRows: 400).rows }
  }

  @Test func clearPagesAndMaskedPagesOfOneChunkDoNotMixUpTheirDictionaries() throws {
    let found = try names(masked: [("show(last=1)", "id >= 50 AND id < 225"), ("null", "id >= 325 AND amount > 0")])
    let expected = try rows.map { row in
      let isShown = row.id < 50 || row.id >= 225
      let isNull = row.id >= 325 && row.amount > 0
      return isNull ? nil : isShown ? row.name : row.name.map { "*****" + $0.suffix(1) }
    }
    #expect(found == expected)
  }

  @Test func pagesOfDifferentConstantsKeepTheirOwn() throws {
    let found = try names(masked: [("constant('a')", "id < 150"), ("constant('b')", "id >= 150")])
    #expect(found == (0..<400).map { $0 < 150 ? "a" : "b" })
  }

  @Test func aConstantShowsWhereMasksWithoutACommonOneAreNullTogether() throws {
    let found = try names(masked: [("constant('x')", "id >= 75")], always: ["hash", "classes"])
    #expect(found == (0..<400).map { $0 < 75 ? nil : "x" })
    let constants = try names(masked: [("constant('x')", "id >= 75")], always: ["constant('y')"])
    #expect(constants == (0..<400).map { $0 < 75 ? "y" : nil })
  }

  @Test func aConstantThatMayBecomeNullMakesARequiredColumnOptional() throws {
    let file = try SampleFile(rows: 100, groupRows: 100)
    let when = try Predicate(
      parsing: "id < 10", schema: SampleFile.schema, context: EvaluationContext(nowNanoseconds: 0))
    let view = VisibleView(columns: [
      "amount": [Restriction(mask: try .parse("constant(9)")), Restriction(when: when, mask: try .parse("null"))]
    ])
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    let out = file.directory.path + "/out.parquet"
    _ = try Job(source: Source(location: file.path), view: view, keys: keys).write(to: .file(out))
    var text: [UInt8] = []
    try dump(ParquetFile(MemorySource(name: out, bytes: readFile(out)))) { text += $0 }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    #expect(lines.count { $0.contains("\"amount\":null") } == 10)
    #expect(lines.count { $0.contains("\"amount\":9,") } == 90)
  }

  @Test func aColumnThatBecomesAllNullHasItsDictionaryPageBeforeItsData() throws {
    let file = try SampleFile(rows: 100, groupRows: 100)
    let view = VisibleView(columns: ["name": [Restriction(mask: try .parse("ip"))]])
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    let out = file.directory.path + "/out.parquet"
    _ = try Job(source: Source(location: file.path), view: view, keys: keys).write(to: .file(out))
    let chunk = try #require(
      try ParquetFile(MemorySource(name: out, bytes: readFile(out))).metadata.rowGroups[0].columns[1].metadata)
    let isIndexed = chunk.encodings.contains { $0.isDictionary }
    #expect(isIndexed == (chunk.dictionaryPageOffset != nil))
  }
}
