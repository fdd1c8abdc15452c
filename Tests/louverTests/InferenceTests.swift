import Testing

/// Several outputs together tell no more than one of them.
@Suite struct InferenceTests {
  /// The story with some policies more, and two projects of the same people and sources.
  private func story(_ policies: String) throws -> Story {
    let story = try Story()
    let columns =
      "principals:\n  - {name: mary, groups: [analysts, hr, lending, retail], attributes: {region: [APAC, EU, US]}, permissions: [create-project, derive]}\n"
    try writeDeclarations(columns + "policies:\n" + policies, in: story)
    for project in ["one", "two"] {
      try story.done(
        "--as", "mary", "project", "create", project, "--source", "customers", "--source", "tickets", "--member", "eric"
      )
    }
    return story
  }

  private func writeDeclarations(_ yaml: String, in story: Story) throws {
    try story.directory.write("more.yaml", yaml)
    try story.done("apply", "more.yaml")
  }

  private func masked(_ story: Story, _ project: String, _ source: String, _ options: String...) throws -> Sheet {
    let words = ["--as", "mary", "--project", project, "mask", source] + options
    let run = try Program.run(words, in: story.directory.path)
    guard run.status == 0 else { throw Story.Refused(words: words, run: run) }
    return Sheet(
      csv: try story.done("--as", "mary", "--project", project, "read", source, "--dataset", "--format", "csv"))
  }

  @Test func hashesOfTwoProjectsDoNotJoin() throws {
    let story = try story("  - {name: all, kind: row, on: {source: tickets}, where: severity >= 0}\n")
    let one = Set(try masked(story, "one", "customers")["email"]).subtracting([""])
    let two = Set(try masked(story, "two", "customers")["email"]).subtracting([""])
    #expect(one.count == 1877 && two.count == 1877)
    #expect(one.isDisjoint(with: two))
    #expect(Set(try masked(story, "two", "tickets")["customer_email"]).isDisjoint(with: one))
  }

  /// Noise that was drawn anew with every output could be averaged away.
  @Test func noiseIsTheSameInEveryOutput() throws {
    let story = try story(
      "  - {name: noisy, kind: column, on: {source: tickets, column: refund}, mask: {noise: {laplace: 500}}}\n")
    let one = try masked(story, "one", "tickets")
    #expect(try masked(story, "two", "tickets")["refund"] == one["refund"])
    #expect(try masked(story, "one", "tickets", "--refresh")["refund"] == one["refund"])
    // A row's noise does not depend on which other rows are there.
    try writeDeclarations(
      "policies:\n  - {name: fewer, kind: row, on: {source: tickets}, where: severity < 3}\n", in: story)
    let fewer = try masked(story, "two", "tickets", "--refresh")
    #expect(!fewer.rows.isEmpty && fewer.rows.count < one.rows.count)
    for (ticket, refund) in zip(fewer["ticket_id"], fewer["refund"]) { #expect(one.row(ticket)["refund"] == refund) }
    let clear = try Story()
    let truth = try clear.read("tickets", as: "mary")
    #expect(
      one["ticket_id"].contains {
        !(one.row($0)["refund"] ?? "").isEmpty && truth.row($0)["refund"] != one.row($0)["refund"]
      })
  }

  /// Samples that were drawn anew would show more with every output.
  @Test func aSampleIsTheSameInEveryOutput() throws {
    let story = try story("  - {name: few, kind: row, on: {source: tickets}, sample: {percent: 30, by: ticket_id}}\n")
    let one = try masked(story, "one", "tickets")["ticket_id"]
    #expect(one.count > 100 && one.count < 300)
    #expect(try masked(story, "two", "tickets")["ticket_id"] == one)
    #expect(try masked(story, "one", "tickets", "--refresh")["ticket_id"] == one)
    // More of the rows that other policies leave, never others.
    try writeDeclarations(
      "policies:\n  - {name: fewer, kind: row, on: {source: tickets}, where: severity < 3}\n", in: story)
    let fewer = try masked(story, "two", "tickets", "--refresh")["ticket_id"]
    #expect(!fewer.isEmpty && Set(fewer).isSubset(of: one))
  }

  /// Over all files of the dataset together.
  @Test func everyCombinationOfAWrittenDatasetIsCommon() throws {
    let story = try story(
      "  - {name: common, kind: anonymity, on: {source: customers}, k: 40, columns: [birth_date]}\n")
    func rarest(_ sheet: Sheet) -> Int {
      Dictionary(grouping: sheet["birth_date"].filter { !$0.isEmpty }) { $0 }.values.map(\.count).min() ?? 0
    }
    let first = try masked(story, "one", "customers")
    #expect(rarest(first) >= 40 && first["birth_date"].contains("") && first["birth_date"].contains { !$0.isEmpty })
    #expect(rarest(try masked(story, "one", "customers", "--refresh")) >= 40)
    let appended = try masked(story, "one", "customers", "--append")
    #expect(appended.rows.count == 2 * first.rows.count && rarest(appended) >= 80)
    let files = try story.files(below: ".louver/workspaces/one/customers").filter { $0.hasSuffix(".parquet") }
    #expect(files.count == 2)
  }
}
