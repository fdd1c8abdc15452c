import Columnar
import Engine
import Expressions
import Masking
import Parquet
import Policy
import Testing

@Suite struct JobTests {
  private func keys() throws -> MaskKeys { .bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32))) }

  private func view(
    where predicates: [String] = [], _ masks: [(String, String)] = [], when: [(String, String, String)] = []
  ) throws -> VisibleView {
    let context = EvaluationContext(nowNanoseconds: 0)
    func predicate(_ text: String) throws -> Predicate {
      try Predicate(parsing: text, schema: SampleFile.schema, context: context)
    }
    var columns: [String: Set<Restriction>] = [:]
    for (column, mask) in masks { columns[column, default: []].insert(Restriction(mask: try .parse(mask))) }
    for (column, mask, condition) in when {
      columns[column, default: []].insert(Restriction(when: try predicate(condition), mask: try .parse(mask)))
    }
    return VisibleView(rows: Set(try predicates.map(predicate)), columns: columns)
  }

  /// Rewrites a file and gives the output's canonical dump, a line a row.
  private func rewritten(
    _ file: SampleFile, _ view: VisibleView, reading path: String? = nil, threads: Int = 2,
    to name: String = "out.parquet"
  ) throws -> [String] {
    let out = file.directory.path + "/" + name
    let job = try Job(
      source: Source(location: path ?? file.path), view: view, keys: keys(), options: JobOptions(threads: threads))
    _ = try job.write(to: .file(out))
    return try lines(of: out)
  }

  private func lines(of path: String) throws -> [String] {
    var bytes: [UInt8] = []
    try dump(ParquetFile(MemorySource(name: path, bytes: readFile(path)))) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func json(_ row: SampleFile.Row) -> String {
    let name = row.name.map { "\"\($0)\"" } ?? "null"
    let tags = row.tags.map { "[" + $0.map { $0.map { "\"\($0)\"" } ?? "null" }.joined(separator: ",") + "]" } ?? "null"
    return "{\"id\":\(row.id),\"name\":\(name),\"amount\":\(row.amount),\"tags\":\(tags)}"
  }

  @Test(arguments: [true, false])
  func nothingMaskedIsNothingChanged(dictionary: Bool) throws {
    let file = try SampleFile(rows: 500, groupRows: 120, dictionary: dictionary)
    #expect(try rewritten(file, view()) == file.rows.map(json))
  }

  @Test func columnsOfOneNameStandSideBySide() throws {
    let file = try SampleFile(rows: 40, groupRows: 15)
    let twins = try file.namedAlike(["id": "amount"])
    #expect(try rewritten(file, view(), reading: twins).count == 40)
    #expect(throws: EngineError.self) {
      var view = try view()
      view.anonymity = [AnonymityRule(k: 2, columns: ["amount"])]
      _ = try rewritten(file, view, reading: twins)
    }
  }

  @Test(arguments: [1, 2])
  func rareCombinationsAreSuppressedOverTheWholeFile(threads: Int) throws {
    let file = try SampleFile(rows: 500, groupRows: 120)
    var rare = try view([("amount", "round(500)")])
    rare.anonymity = [AnonymityRule(k: 25, columns: ["name", "amount"])]
    let out = file.directory.path + "/out.parquet"
    let job = try Job(
      source: Source(location: file.path), view: rare, keys: keys(), options: JobOptions(threads: threads))
    let report = try job.write(to: .file(out))
    let rounded = file.rows.map { row in
      var row = row
      row.amount = Int32((Double(row.amount) / 500).rounded(.down)) * 500
      return row
    }
    let counts = Dictionary(grouping: rounded) { "\($0.name ?? "-") \($0.amount)" }.mapValues(\.count)
    let isRare = rounded.map { counts["\($0.name ?? "-") \($0.amount)"]! < 25 }
    #expect(report.suppressedRows == isRare.count(where: \.self))
    #expect(report.suppressedRows > 0 && report.suppressedRows < 500)
    for ((line, row), isRare) in try zip(zip(lines(of: out), rounded), isRare) {
      #expect(!isRare || line.contains("\"name\":null,\"amount\":null"))
      #expect(isRare || line == json(row))
    }
  }

  @Test(arguments: [true, false])
  func rowsThatAPredicateLeavesRemainInOrder(dictionary: Bool) throws {
    let file = try SampleFile(rows: 500, groupRows: 120, dictionary: dictionary)
    let expected = file.rows.filter { $0.amount > 100 && $0.name != nil }.map(json)
    #expect(try rewritten(file, view(where: ["amount > 100", "name IS NOT NULL"])) == expected)
  }

  @Test(arguments: [true, false])
  func masksOfEveryPlanChangeWhatTheySay(dictionary: Bool) throws {
    let file = try SampleFile(rows: 300, groupRows: 70, dictionary: dictionary)
    let expected = file.rows.map { row in
      var row = row
      row.name = row.name.map { "****" + $0.suffix(2) }.map { String($0.suffix(6)) }
      row.amount = Int32((Double(row.amount) / 250).rounded(.down)) * 250
      row.tags = row.tags.map { $0.map { _ in nil } }
      return row
    }
    let masked = try rewritten(
      file, view([("name", "show(last=2)"), ("amount", "round(250)"), ("tags", "null")]))
    #expect(masked == expected.map(json))
  }

  @Test(arguments: [true, false])
  func aConstantStandsForNullsToo(dictionary: Bool) throws {
    let file = try SampleFile(rows: 100, groupRows: 30, dictionary: dictionary)
    let expected = file.rows.map { row in
      var row = row
      row.name = "x"
      row.tags = row.tags.map { $0.map { _ in "y" } }
      return row
    }
    #expect(try rewritten(file, view([("name", "constant('x')"), ("tags", "constant('y')")])) == expected.map(json))
  }

  @Test(arguments: [true, false])
  func cellMasksFollowTheirRows(dictionary: Bool) throws {
    let file = try SampleFile(rows: 400, groupRows: 90, dictionary: dictionary)
    let masked = try rewritten(
      file,
      view(
        when: [
          ("name", "show(first=1)", "amount > 0"), ("name", "null", "amount > 500"),
          ("tags", "constant('z')", "name = 'name-3'"), ("amount", "round(1000)", "id >= 200"),
        ]))
    let expected = file.rows.map { row in
      var masked = row
      if row.amount > 0 { masked.name = row.name.map { _ in "n*****" } }
      if row.amount > 500 { masked.name = nil }
      // A condition that is NULL masks.
      if row.name == nil || row.name == "name-3" { masked.tags = row.tags.map { $0.map { _ in "z" } } }
      if row.id >= 200 { masked.amount = Int32((Double(row.amount) / 1000).rounded(.down)) * 1000 }
      return masked
    }
    #expect(masked == expected.map(json))
  }

  /// Of a column that shows nothing no page is read, whether rows go or not.
  @Test(arguments: [[], ["amount > 0"]], ["null", "constant('x')"])
  func whatIsHiddenIsNotRead(filters: [String], mask: String) throws {
    let file = try SampleFile(rows: 300, groupRows: 70, dictionary: false)
    let hidden = try view(where: filters, [("name", mask)])
    let expected = try rewritten(file, hidden)
    #expect(!expected.isEmpty)
    var bytes = try readFile(file.path)
    for group in try ParquetFile(MemorySource(name: file.path, bytes: bytes)).metadata.rowGroups {
      for index in try #require(group.columns[1].metadata?.pageRange) { bytes[index] ^= 0x5A }
    }
    try writeFile(file.path, bytes)
    #expect(try rewritten(file, hidden, to: "again.parquet") == expected)
    #expect(throws: EngineError.self) { _ = try rewritten(file, view(where: filters), to: "clear.parquet") }
  }

  @Test func droppedColumnsAreAbsentAndEmptyStructuresGo() throws {
    let file = try SampleFile(rows: 10, groupRows: 10)
    let masked = try rewritten(file, view([("tags", "drop"), ("name", "drop")]))
    #expect(masked == file.rows.map { "{\"id\":\($0.id),\"amount\":\($0.amount)}" })
  }

  @Test func theNumberOfWorkersChangesNoByte() throws {
    let file = try SampleFile(rows: 2000, groupRows: 150)
    let view = try view(
      where: ["amount > -900"], [("name", "hash"), ("amount", "noise(laplace=10)")],
      when: [("tags", "email", "amount > 0")])
    _ = try rewritten(file, view, threads: 1, to: "one.parquet")
    _ = try rewritten(file, view, threads: 7, to: "many.parquet")
    #expect(try readFile(file.directory.path + "/one.parquet") == readFile(file.directory.path + "/many.parquet"))
  }

  @Test func dictionaryEncodedAndPlainInputsMaskToTheSameValues() throws {
    let masks = [("name", "hash(length=20)"), ("amount", "bucket(-500, 0, 500)"), ("tags", "encrypt")]
    let plain = try SampleFile(rows: 600, groupRows: 100, dictionary: false, seed: 9)
    let encoded = try SampleFile(rows: 600, groupRows: 100, dictionary: true, seed: 9)
    #expect(try rewritten(plain, view(masks)) == rewritten(encoded, view(masks)))
  }

  @Test func whatIsReadIsWhatIsWritten() throws {
    let file = try SampleFile(rows: 700, groupRows: 200)
    let view = try view(where: ["amount < 700"], [("name", "classes")])
    let written = try rewritten(file, view)
    var rows = 0
    let job = try Job(source: Source(location: file.path), view: view, keys: keys())
    try job.read(limit: 333) { batch in
      #expect(batch.columns.allSatisfy { $0.rows == batch.rows })
      rows += batch.rows
    }
    #expect(rows == 333 && written.count == job.rowCount)
  }
}

@Suite struct PublishingTests {
  private func job(_ file: SampleFile, _ options: JobOptions = JobOptions()) throws -> Job {
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    return try Job(source: Source(location: file.path), view: VisibleView(), keys: keys, options: options)
  }

  @Test func anOutputThatExistsIsAConflictAndStays() throws {
    let file = try SampleFile(rows: 10, groupRows: 10)
    let out = file.directory.path + "/out.parquet"
    try writeFile(out, [1, 2, 3])
    #expect { _ = try job(file).write(to: .file(out)) } throws: { ($0 as? EngineError)?.kind == .conflict }
    #expect(try readFile(out) == [1, 2, 3])
    #expect(file.directory.entries == ["in.parquet", "out.parquet"])
  }

  @Test func aBrokenInputLeavesNothingBehind() throws {
    let file = try SampleFile(rows: 1000, groupRows: 300)
    let source = try readFile(file.path)
    var broken = source
    for index in 200..<1200 { broken[index] ^= 0x5A }
    try writeFile(file.path, broken)
    let out = file.directory.path + "/out.parquet"
    #expect(throws: EngineError.self) { _ = try job(file).write(to: .file(out)) }
    #expect(file.directory.entries == ["in.parquet"])
  }

  @Test func aCancelledJobLeavesNothingBehind() throws {
    let file = try SampleFile(rows: 100, groupRows: 30)
    let options = JobOptions()
    let job = try job(file, options)
    options.cancellation.cancel()
    #expect { _ = try job.write(to: .file(file.directory.path + "/out.parquet")) } throws: {
      ($0 as? EngineError)?.kind == .interrupted
    }
    #expect(file.directory.entries == ["in.parquet"])
  }

  @Test func aDirectoryIsExchangedInOneStep() throws {
    let file = try SampleFile(rows: 100, groupRows: 30)
    let out = file.directory.path + "/out"
    _ = try job(file).write(to: .directory(out, replace: false))
    #expect(throws: EngineError.self) { _ = try job(file).write(to: .directory(out, replace: false)) }
    try writeFile(file.directory.path + "/note", [0x7B, 0x7D])
    let note = Companion(file.directory.path + "/note", named: "notes/note.txt")
    _ = try job(file).write(to: .directory(out, replace: true), companions: [note])
    #expect(listing(out).sorted() == ["notes", "part-00000.parquet"])
    #expect(try readFile(out + "/notes/note.txt") == [0x7B, 0x7D])
    #expect(file.directory.entries == ["in.parquet", "note", "out"])
  }

  /// What others wrote is to leave nothing but its values.
  @Test func whatIsRewrittenAllThroughIsCopiedNowhere() throws {
    let file = try SampleFile(rows: 100, groupRows: 30)
    let job = try job(file, JobOptions(rewritesAll: true))
    #expect(Set(job.description.rows.map(\.plan)) == ["recode"])
    _ = try job.write(to: .file(file.directory.path + "/out.parquet"))
    let written = try Source(location: file.directory.path + "/out.parquet")
    #expect(written.rowCount == 100)
    #expect(written.parquetFiles[0].metadata.keyValueMetadata ?? [] == [])
  }

  @Test func anInputThatChangesWhileItIsReadEndsTheJob() throws {
    let file = try SampleFile(rows: 100, groupRows: 30)
    let job = try job(file)
    try writeFile(file.path, readFile(file.path) + [0])
    #expect { _ = try job.write(to: .file(file.directory.path + "/out.parquet")) } throws: {
      ($0 as? EngineError)?.kind == .malformed
    }
    #expect(file.directory.entries == ["in.parquet"])
  }
}
