import Columnar
import Engine
import Expressions
import Masking
import Parquet
import Policy
import Testing

/// What waits for its place in memory, in a file or nowhere: the output is the same.
@Suite struct StreamingTests {
  private func write(
    _ file: SampleFile, _ masks: [String: String], where predicate: String? = nil, _ options: JobOptions,
    to name: String
  ) throws -> [UInt8] {
    let context = EvaluationContext(nowNanoseconds: 0)
    let rows = try predicate.map { try Predicate(parsing: $0, schema: SampleFile.schema, context: context) }
    let columns = try masks.mapValues { Set([Restriction(mask: try .parse($0))]) }
    let view = VisibleView(rows: Set(rows.map { [$0] } ?? []), columns: columns)
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    let out = file.directory.path + "/" + name
    _ = try Job(source: Source(location: file.path), view: view, keys: keys, options: options).write(to: .file(out))
    return try readFile(out)
  }

  @Test(
    arguments: [true, false], [[:], ["name": "hash"], ["name": "show(last=1)", "amount": "round(10)", "tags": "ip"]])
  func theMemoryBudgetChangesNoByte(dictionary: Bool, masks: [String: String]) throws {
    let file = try SampleFile(rows: 1500, groupRows: 400, dictionary: dictionary)
    for predicate in [nil, "amount > 0"] {
      let name = predicate == nil ? "all" : "some"
      let roomy = try write(file, masks, where: predicate, JobOptions(threads: 1), to: name + "-roomy")
      for budget in [0, 700] {
        let tight = try write(
          file, masks, where: predicate, JobOptions(threads: 4, memoryBudget: budget), to: "\(name)-\(budget)")
        #expect(tight == roomy)
      }
    }
    #expect(file.directory.entries.count == 7)
  }

  @Test func copiesThatAreVerifiedAreTheSame() throws {
    let file = try SampleFile(rows: 900, groupRows: 300)
    let trusted = try write(file, [:], JobOptions(), to: "trusted")
    let verified = try write(file, [:], JobOptions(verifiesCopies: true), to: "verified")
    #expect(trusted == verified)
  }

  @Test func moreFilesThanDescriptorsAreReadAndWritten() throws {
    let file = try SampleFile(rows: 6, groupRows: 3)
    let many = file.directory.path + "/many"
    try makeDirectory(many)
    let bytes = try readFile(file.path)
    for number in 0..<400 { try writeFile("\(many)/\(number).parquet", bytes) }
    let source = try Source(location: many)
    #expect(listing("/proc/self/fd").count < 320)
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    let out = file.directory.path + "/out"
    let report = try Job(source: source, view: VisibleView(), keys: keys)
      .write(to: .directory(out, replace: false))
    #expect(report.filesWritten == 400 && report.rowsWritten == 2400)
    #expect(try Source(location: out).rowCount == 2400)
    // Whichever file changes, the one that has no descriptor too, the job ends.
    let job = try Job(source: source, view: VisibleView(), keys: keys)
    try writeFile(many + "/99.parquet", bytes + [0])
    #expect(throws: EngineError.self) { try job.write(to: .directory(out + "2", replace: false)) }
  }
}
