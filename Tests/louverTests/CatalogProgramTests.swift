import Glibc
import Testing

@testable import louver

/// The story of Mary and Eric, played with the program.
@Suite struct CatalogProgramTests {
  private let work: Directory

  init() throws {
    work = try Directory()
    #expect(try Program.run(["init"], in: work.path).status == 0)
    #expect(try Program.run(["apply", Samples.directory + "/declarations.yaml"], in: work.path).status == 0)
  }

  private func louver(_ words: String...) throws -> Program { try Program.run(words, in: work.path) }

  private func makeProject() throws {
    #expect(
      try louver(
        "--as", "mary", "project", "create", "story", "--source", "customers", "--source", "tickets", "--member", "eric"
      ).status == 0)
    for member in ["mary", "eric"] { #expect(try louver("--as", member, "switch", "story").status == 0) }
  }

  @Test func applyingAgainChangesNothing() throws {
    let again = try louver("apply", Samples.directory + "/declarations.yaml")
    #expect(again.status == 0 && again.output == "nothing changed\n")
    let exported = try louver("export")
    #expect(exported.status == 0)
    try work.write("exported.yaml", exported.output)
    #expect(try louver("apply", "exported.yaml", "--dry-run").output == "nothing would change\n")
  }

  @Test func aBrokenDeclarationIsRefusedWithItsPlace() throws {
    try work.write("bad.yaml", "sources:\n  - name: x\n    locatoin: y\n")
    let run = try louver("apply", "bad.yaml")
    #expect(run.status == 2)
    #expect(run.error.contains("bad.yaml") && run.error.contains("locatoin"))
  }

  @Test func aSourceThatIsHiddenIsDeniedAsOneThatIsNot() throws {
    let hidden = try louver("--as", "oscar", "read", "customers")
    let unknown = try louver("--as", "oscar", "read", "unicorns")
    #expect(hidden.status == 3 && unknown.status == 3)
    #expect(hidden.output.isEmpty)
    #expect(hidden.error.split(separator: "customers") == unknown.error.split(separator: "unicorns"))
    #expect(try louver("--as", "oscar", "sources").output == "no source is visible here\n")
  }

  @Test func viewsDifferAloneAndAreEqualInTheProject() throws {
    let alone = try ["mary", "eric"].map { try louver("--as", $0, "read", "tickets", "--format", "csv") }
    #expect(alone.allSatisfy { $0.status == 0 } && alone[0].output != alone[1].output)
    #expect(alone[0].output.contains("@") && !alone[1].output.contains("@"))
    try makeProject()
    let together = try ["mary", "eric"].map { try louver("--as", $0, "read", "tickets", "--format", "csv") }
    #expect(together.allSatisfy { $0.status == 0 } && together[0].output == together[1].output)
    #expect(!together[0].output.contains("@"))
  }

  @Test func whatIsReadHasTheFormAskedFor() throws {
    func read(_ options: String...) throws -> Program {
      try Program.run(["--as", "eric", "read", "tickets", "--columns", "ticket_id,region"] + options, in: work.path)
    }
    #expect(try read("--limit", "2", "--format", "jsonl").output.split(separator: "\n").count == 2)
    #expect(try read("--limit", "1", "--format", "csv").output.hasPrefix("ticket_id,region\n9"))
    #expect(try read("--limit", "0", "--format", "csv").output == "ticket_id,region\n")
    #expect(try read("--limit", "1", "--json").output.hasPrefix("{\"columns\":[\"ticket_id\",\"region\"],\"rows\":["))
    #expect(try read("--limit", "1", "--format", "table").output.contains("─"))
    #expect(try read("--limit", "1", "--format", "arrow").output.utf8.count > 100)
    #expect(try read("--format", "parquet").output.hasPrefix("PAR1"))
    #expect(try read("--format", "parquet", "--limit", "1").status == 2)
    #expect(try read("--format", "xml").status == 2)
    #expect(try read("--json", "--format", "csv").status == 2)
    #expect(try Program.run(["--as", "eric", "read", "tickets", "--columns", "nothing"], in: work.path).status == 2)
  }

  @Test func outsideProjectsThereIsNowhereToWrite() throws {
    #expect(try louver("--as", "mary", "mask", "customers").status == 3)
  }

  @Test func aDatasetIsWrittenSignedAndClosesToWhomMayNotSeeIt() throws {
    try makeProject()
    let run = try louver("--as", "mary", "--json", "mask", "customers", "tickets")
    #expect(run.status == 0)
    #expect(run.output.contains(#""name": "customers""#) && run.output.contains(#""path": "/"#))
    #expect(try louver("--as", "mary", "mask", "customers").status == 5)
    let files = work.path + "/.louver/workspaces/story/tickets"
    let inspected = try louver("inspect", files)
    #expect(inspected.status == 0 && inspected.output.contains("signature: valid"))
    #expect(try louver("inspect", "--dump", files).output.contains("@") == false)
    #expect(try louver("--as", "eric", "datasets").output.contains("yes"))

    #expect(try louver("--as", "mary", "project", "add", "story", "--member", "nina").status == 0)
    #expect(try louver("--as", "nina", "--project", "story", "datasets").output.contains("no: "))
    #expect(try louver("--as", "nina", "--project", "story", "read", "customers", "--dataset").status == 3)
    #expect(try louver("--as", "mary", "mask", "--refresh").status == 0)
    #expect(try louver("--as", "nina", "--project", "story", "datasets").output.contains("no: ") == false)
    #expect(
      try louver("--as", "nina", "--project", "story", "read", "customers", "--dataset", "--limit", "1").status == 0)
  }

  @Test func aDatasetCanBeAddedToAndWrittenAnew() throws {
    try makeProject()
    func mask(_ options: String...) throws -> Program {
      try Program.run(["--as", "mary", "mask", "tickets"] + options, in: work.path)
    }
    func rows() throws -> Int {
      try louver("--as", "eric", "read", "tickets", "--dataset", "--format", "jsonl").output.split(separator: "\n")
        .count
    }
    #expect(try mask("--explain-plan").output.contains("row group"))
    #expect(try louver("--as", "eric", "datasets").output == "no dataset yet\n")
    #expect(try mask().status == 0)
    let once = try rows()
    #expect(try once > 0 && mask("--append").status == 0)
    #expect(try rows() == 2 * once)
    #expect(try mask("--replace").status == 0)
    #expect(try rows() == once)
    #expect(try mask("--replace", "--append").status == 2)
    let others = try Program.run(
      ["--as", "mary", "mask", "customers", "--into", "tickets", "--append"], in: work.path)
    #expect(others.status == 5 && others.error.contains("other columns"))
  }

  @Test func whoWritesWhereOthersReadIsFound() throws {
    try work.write(
      "shared.yaml",
      "databases:\n  - name: shared\n    readers: {users: [eric]}\n    writers: {users: [mary]}\n")
    #expect(try louver("leaks").status == 0)
    #expect(try louver("apply", "shared.yaml").status == 0)
    let run = try louver("--json", "leaks")
    #expect(run.status == 3)
    #expect(run.output.contains(#""kind":"down""#) && run.output.contains(#""writer":"mary""#))
  }

  @Test func everyStepIsInTheLog() throws {
    _ = try louver("--as", "oscar", "read", "customers")
    let log = try louver("--json", "audit")
    #expect(log.status == 0)
    #expect(log.output.contains(#""action": "apply""#) && log.output.contains(#""allowed": false"#))
    #expect(try louver("audit", "--verify").status == 0)
  }

  @Test func describeAndExplainNameMasksAndPolicies() throws {
    let described = try louver("--as", "eric", "describe", "tickets")
    #expect(described.status == 0 && described.output.contains("hash(length=16"))
    let explained = try louver("--as", "eric", "explain", "tickets")
    #expect(explained.status == 0 && explained.output.contains("mail addresses as tokens"))
  }

  @Test func switchingTakesANameOrNone() throws {
    try makeProject()
    #expect(try louver("--as", "mary", "switch").status == 2)
    #expect(try louver("--as", "mary", "project", "list").output.contains("*  story"))
    #expect(try louver("--as", "mary", "switch", "--none").status == 0)
    #expect(try louver("--as", "mary", "project", "list").output.contains("*  story") == false)
    #expect(try louver("--as", "oscar", "switch", "story").status == 3)
    #expect(try louver("--as", "mary", "project", "show", "story").output.contains("members: eric, mary"))
  }

  @Test func aChangeIsToldBeforeItIsMade() throws {
    try makeProject()
    #expect(try louver("--as", "mary", "mask", "customers", "tickets").status == 0)
    let words = try louver("--as", "mary", "project", "show", "story", "--what-if", "add-member", "nina")
    #expect(words.status == 0 && words.output.contains("dataset tickets would be closed to nina"))
    let text = try louver("--as", "mary", "project", "show", "story", "--what-if", "add-member nina")
    #expect(text.output == words.output)
    let json = try louver("--as", "mary", "--json", "project", "show", "story", "--what-if=remove-member eric")
    #expect(json.output.contains(#""closedTo": {"#) && json.output.contains(#""gains": ["#))
    #expect(try louver("--as", "mary", "project", "show", "story", "--what-if", "add-friend", "nina").status == 2)
    #expect(try louver("--as", "mary", "project", "show", "story", "--what-if", "add-member").status == 2)
    #expect(try louver("--as", "eric", "project", "show", "story", "--what-if", "add-member", "nina").status == 3)
    try work.write(
      "stricter.yaml", "policies: [{name: s, kind: column, on: {source: tickets, column: subject}, mask: null}]")
    let dry = try louver("apply", "stricter.yaml", "--dry-run")
    #expect(dry.output.contains("tickets: eric, mary, nina would see less: column subject beyond null"))
    #expect(try louver("--json", "apply", "stricter.yaml", "--dry-run").output.contains(#""less": ["#))
  }

  @Test func refreshingKeepsTheColumnsThatWereChosen() throws {
    try makeProject()
    let few = ["--as", "mary", "mask", "tickets", "--columns", "ticket_id,region", "--into", "few"]
    #expect(try Program.run(few, in: work.path).status == 0)
    #expect(try louver("--as", "mary", "mask", "tickets").status == 0)
    #expect(try louver("--as", "mary", "project", "add", "story", "--member", "nina").status == 0)
    #expect(try louver("--as", "mary", "mask", "tickets", "--refresh").output.contains("/few: "))
    let read = try louver("--as", "nina", "--project", "story", "read", "few", "--format", "csv", "--limit", "1")
    #expect(read.status == 0 && read.output.hasPrefix("ticket_id,region\n"))
    #expect(try louver("--as", "mary", "mask", "customers", "--refresh").status == 2)
  }

  @Test func aProjectIsDeletedWithItsFiles() throws {
    try makeProject()
    #expect(try louver("--as", "mary", "mask", "customers", "tickets").status == 0)
    let derived = try louver("--as", "mary", "derive", "clean", "--from", "tickets")
    #expect(derived.output.contains("readable by whoever sees tickets.customer_email as hash"))
    let deleted = try louver("--as", "mary", "project", "delete", "story")
    #expect(deleted.status == 0 && deleted.output.contains("kept the dataset tickets"))
    func exists(_ path: String) -> Bool { unsafe access("\(work.path)/.louver/workspaces/story\(path)", F_OK) == 0 }
    #expect(!exists("/customers") && exists("/tickets"))
    #expect(try louver("--as", "eric", "read", "clean", "--limit", "1").status == 0)
    #expect(try louver("--as", "eric", "describe", "clean").output.contains("from tickets, version"))
    #expect(try louver("--as", "mary", "project", "create", "next", "--source", "tickets").status == 0)
    #expect(try louver("--as", "mary", "--project", "next", "mask", "tickets").status == 0)
    #expect(try louver("--as", "mary", "project", "delete", "next", "--purge").status == 0)
    #expect(unsafe access("\(work.path)/.louver/workspaces/next", F_OK) != 0)
  }

  @Test func leaksSayWhatProjectWouldMendThem() throws {
    try work.write(
      "shared.yaml",
      "databases:\n  - name: shared.eu\n    readers: {groups: [analysts]}\n    writers: {users: [mary]}\n")
    #expect(try louver("apply", "shared.yaml").status == 0)
    let run = try louver("leaks")
    #expect(run.output.contains("way out: louver project create shared-shared-eu --source customers --source tickets"))
    #expect(try louver("--json", "leaks").output.contains(#""waysOut": [{"database":"shared.eu""#))
  }
}
