import Glibc
import Testing

@testable import louver

/// Files that come with the sources.
enum Samples {
  static let directory: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return parts.joined(separator: "/") + "/SampleData"
  }()
  static let tickets = directory + "/tickets.parquet"
}

@Suite struct RewriteProgramTests {
  private let work: Directory

  init() throws {
    work = try Directory()
    try work.write("key", String(repeating: "0f", count: 32) + "\n")
    _ = unsafe chmod(work.path + "/key", 0o600)
  }

  private func louver(_ words: String...) throws -> Program { try Program.run(words, in: work.path) }

  private func rows(_ name: String) throws -> [Substring] {
    let dump = try louver("inspect", "--dump", name)
    #expect(dump.status == 0)
    return dump.output.split(separator: "\n")
  }

  @Test func rowsAreFilteredAndColumnsMasked() throws {
    let run = try louver(
      "rewrite", Samples.tickets, "out.parquet", "--mask", "customer_email=hash(length=16)", "--where", "region = 'EU'",
      "--mask-when", "body=null IF severity > 3", "--drop", "refund", "--key-file", "key")
    #expect(run.status == 0 && run.error.isEmpty)
    #expect(run.output.hasPrefix("wrote out.parquet: "))
    let all = try rows(Samples.tickets)
    let kept = try rows("out.parquet")
    #expect(kept.count == all.count { $0.contains("\"region\":\"EU\"") } && !kept.isEmpty)
    for row in kept {
      #expect(row.contains("\"region\":\"EU\"") && !row.contains("@") && !row.contains("\"refund\""))
      let isSevere = row.contains("\"severity\":4") || row.contains("\"severity\":5")
      #expect(row.contains("\"body\":null") == isSevere)
    }
  }

  @Test func aKeyFileThatOthersMayReadIsRemarkedUpon() throws {
    _ = unsafe chmod(work.path + "/key", 0o640)
    let run = try louver(
      "rewrite", Samples.tickets, "out.parquet", "--mask", "customer_email=hash", "--key-file", "key")
    #expect(run.status == 0 && run.error.hasSuffix("key file key: chmod 600 key\n"))
  }

  @Test func theResultCanBeReadByAProgram() throws {
    let run = try louver("--json", "rewrite", Samples.tickets, "out.parquet", "--mask", "body=null")
    #expect(run.status == 0)
    for field in [#""output": "out.parquet""#, #""rowsRead": 900"#, #""rowsWritten": 900"#, #""files": 1"#] {
      #expect(run.output.contains(field))
    }
    #expect(try louver("--quiet", "rewrite", Samples.tickets, "quiet.parquet", "--mask", "body=null").output.isEmpty)
  }

  @Test func thePlanIsPrintedAndNothingWritten() throws {
    let run = try louver(
      "rewrite", Samples.tickets, "out.parquet", "--mask", "body=null", "--where", "severity > 2", "--explain-plan")
    #expect(run.status == 0)
    #expect(run.output.contains("row group") && run.output.contains("rows: only where severity > 2"))
    #expect(try louver("inspect", "out.parquet").status == 6)
  }

  @Test(arguments: [
    (["--mask", "customer_email=hash"], "key"), (["--mask", "nothing=null"], "nothing"),
    (["--mask", "body=frobnicate"], "frobnicate"), (["--mask", "body"], "COL=MASK"),
    (["--mask", "severity=email"], "email"), (["--where", "nothing = 1"], "nothing"),
    (["--where", "severity = "], "--where"), (["--where", "region = @user"], "@user"),
    (["--mask-when", "body=null"], "IF"), (["--mask-when", "body=drop IF severity = 1"], "drop"),
    (["--key-file", "short"], "key"), (["--compression", "lzma"], "lzma"), (["--compression", "zstd:99"], "zstd"),
    (["--threads", "0"], "--threads"), (["--memory", "much"], "--memory"), (["--page-version", "3"], "--page-version"),
  ])
  func whatDoesNotFitIsAUsageErrorAndNothingIsWritten(options: [String], named: String) throws {
    try work.write("short", "0f0f")
    let run = try Program.run(["rewrite", Samples.tickets, "out.parquet"] + options, in: work.path)
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("louver: rewrite failed: ") && run.error.contains(named))
    #expect(try louver("inspect", "out.parquet").status == 6)
  }

  @Test func aConditionThatIsAlwaysFalseMasksNothing() throws {
    let run = try louver("rewrite", Samples.tickets, "out.parquet", "--mask-when", "body=null IF 1 > 2")
    #expect(run.status == 0)
    #expect(try rows("out.parquet") == rows(Samples.tickets))
  }

  @Test func anOutputThatExistsIsAConflict() throws {
    try work.write("out.parquet", "precious")
    let run = try louver("rewrite", Samples.tickets, "out.parquet")
    #expect(run.status == 5)
    #expect(try work.read("out.parquet") == "precious")
  }

  @Test func inputThatIsMissingIsIOAndBrokenInputIsBadData() throws {
    try work.write("broken.parquet", "PAR1 this is nothing of the kind PAR1")
    #expect(try louver("rewrite", "missing.parquet", "out.parquet").status == 6)
    #expect(try louver("rewrite", "broken.parquet", "out.parquet").status == 4)
    #expect(try louver("rewrite", Samples.tickets, "no/such/directory/out.parquet").status == 6)
  }

  @Test func aDatasetOfSeveralFilesBecomesADirectory() throws {
    let run = try louver("rewrite", Samples.directory + "/customers", "out", "--mask", "email=null", "--threads", "2")
    #expect(run.status == 0)
    #expect(try !rows("out").isEmpty)
  }
}
