import Glibc
import Testing

/// The story that the demonstration plays, with the built program: which values each of the people sees, alone and together,
/// and which are written.
@Suite struct StoryTests {
  // Customers of the sample data: lending in the US, retail in the EU, retail overseas.
  private let lending = "100006"
  private let retail = "100014"
  private let overseas = "100013"

  @Test func maryOfHRSeesPersonalDataButOnlySalariesOfHerDepartments() throws {
    let seen = try Story().read("customers", as: "mary")
    #expect(seen.rows.count == 2400)
    let row = seen.row(lending)
    #expect(row["full_name"] == "Nils Lopez")
    #expect(row["email"] == "nils.lopez35@example.net")
    #expect(row["ssn"] == "969-29-0076")
    #expect(row["birth_date"] == "1971-07-03")
    #expect(row["salary"] == "13827.47")
    #expect(seen.row(retail)["salary"] == "97324.69")
    for (dept, salary) in zip(seen["dept"], seen["salary"]) where dept == "wealth" || dept == "business" {
      #expect(salary.isEmpty)
    }
    #expect(seen["salary"].count { !$0.isEmpty } == 1766)
  }

  @Test func ericSeesHisRegionsWithPersonalDataMasked() throws {
    let seen = try Story().read("customers", as: "eric")
    #expect(seen.rows.count == 1945)
    #expect(Set(seen["region"]) == ["EU", "US"])
    #expect(!seen.columns.contains("ssn"))
    let row = seen.row(lending)
    #expect(row["full_name"] == "N*********")
    #expect(row["phone"] == "***********0119")
    #expect(row["birth_date"] == "1971-01-01")
    #expect(row["salary"] == "13000.00")
    #expect(row["notes"] == "")
    #expect(row["email"]?.count == 16 && row["email"]?.contains("@") == false)
    #expect(seen.row(retail)["salary"] == "")
    #expect(seen.row(overseas).isEmpty)
    #expect(seen["salary"].count { !$0.isEmpty } == 569)
  }

  @Test func ninaSeesOneRegionAndTicketsBelowEscalation() throws {
    let story = try Story()
    #expect(try story.read("customers", as: "nina").rows.count == 803)
    let tickets = try story.read("tickets", as: "nina")
    #expect(Set(tickets["region"]) == ["US"])
    #expect(Set(tickets["severity"]) == ["1", "2", "3", "4"])
    #expect(Set(tickets["body"]) == ["(withheld)"])
  }

  @Test func inTheProjectAllSeeWhatEveryMemberMaySee() throws {
    let story = try Story()
    let mary = try story.read("customers", as: "mary")
    let eric = try story.read("customers", as: "eric")
    try story.formProject()
    let together = try story.read("customers", as: "mary")
    #expect(try story.read("customers", as: "eric") == together)
    // Eric's view is the lesser in everything, so that the project's differs from it in its hash key only.
    #expect(together.columns == eric.columns && together["id"] == eric["id"])
    for column in together.columns where column != "email" { #expect(together[column] == eric[column]) }
    #expect(together != mary)
  }

  @Test func hashesJoinWithinTheProjectAndNowhereElse() throws {
    let story = try Story()
    let alone = try story.read("customers", as: "eric")["email"].filter { !$0.isEmpty }
    try story.formProject()
    let customers = Set(try story.read("customers", as: "eric")["email"]).subtracting([""])
    let tickets = try story.read("tickets", as: "eric")["customer_email"]
    #expect(customers.count == 1877)
    #expect(tickets.count { customers.contains($0) } == 537)
    #expect(customers.isDisjoint(with: alone))
  }

  @Test func whatIsWrittenIsTheEqualizedView() throws {
    let story = try Story()
    try story.formProject()
    try story.done("--as", "mary", "mask", "customers", "tickets")
    for name in ["customers", "tickets"] {
      let view = try story.read(name, as: "eric")
      let written = try story.read(name, as: "eric", "--dataset")
      #expect(!written.rows.isEmpty && written == view)
      let files = try story.files(below: ".louver/workspaces/story/\(name)").filter { $0.hasSuffix(".parquet") }
      // No name of the input's, which may tell something itself.
      #expect(!files.isEmpty && files.allSatisfy { $0.contains("/part-") })
      for file in files {
        let tag = try story.done("inspect", file)
        #expect(tag.contains("story") && tag.contains("region IN ('EU', 'US')") && tag.contains("signature: valid"))
      }
    }
  }

  @Test func aFileChangedBehindTheCatalogNoLongerHasAValidSignature() throws {
    let story = try Story()
    try story.formProject()
    try story.done("--as", "mary", "mask", "tickets")
    let file = story.directory.path + "/.louver/workspaces/story/tickets/part-00000.parquet"
    #expect(try story.done("inspect", file).contains("signature: valid"))
    // One letter of the tag, in the footer.
    unsafe system("sed -i 's/\"author\":\"mary\"/\"author\":\"eric\"/' '\(file)'")
    #expect(try !story.run("inspect", file).output.contains("signature: valid"))
  }

  /// The story in full, which checks its own steps.
  @Test func theStoryGoesAsItIsTold() throws {
    let directory = try Directory()
    let script = "bash '\(Samples.directory)/story.sh' '\(Program.path)' >'\(directory.path)/told' 2>&1 </dev/null"
    #expect(unsafe system(script) == 0)
    let told = try directory.read("told")
    #expect(told.hasSuffix("That was the story.\n"), "\(told.suffix(600))")
  }
}
