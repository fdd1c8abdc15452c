import Canaries
import Codecs
import Columnar
import Glibc
import Testing

/// Nothing of what is hidden stands in anything that the program says or leaves behind, whether it succeeds, fails or dies.
@Suite struct ResidueProgramTests {
  private static let layout = CanaryFile.Layout(.uncompressed, .v1, dictionary: false, isNested: false)
  private static let masks = CanaryColumn.all.flatMap { ["--mask", "\($0.name)=null"] }
  /// What every canary of the columns `text`, `email` and `url` looks like, and nothing else does.
  private static let pattern = "ca[0-9a-p]{16}-[0-9a-f]{5}|[0-9a-f]{16}@[0-9a-f]{6}[.]example|example/[0-9a-f]{16}"

  private func input(_ directory: Directory, rows: Int = 300) throws -> String {
    let file = CanaryFile(Self.layout)
    try file.write(file.rows(rows, seed: 21), to: directory.path + "/in.parquet")
    return "in.parquet"
  }

  /// Whether any file below a directory, but `in.parquet`, holds a canary.
  private func isAnyCanary(below path: String) -> Bool {
    unsafe system("grep -raqE '\(Self.pattern)' --exclude=in.parquet '\(path)'") == 0
  }

  private func hasCanary(_ run: Program) throws -> Bool {
    let directory = try Directory()
    try directory.write("said", run.output + run.error)
    return isAnyCanary(below: directory.path)
  }

  @Test func thePatternFindsCanaries() throws {
    let directory = try Directory()
    let input = try input(directory)
    #expect(try hasCanary(try Program.run(["inspect", input, "--dump"], in: directory.path)))
    #expect(try Program.run(["rewrite", input, "copy.parquet"], in: directory.path).status == 0)
    #expect(isAnyCanary(below: directory.path))
  }

  @Test func whatSucceedsSaysNothing() throws {
    let directory = try Directory()
    let input = try input(directory)
    for options in [[], ["--json"], ["--explain-plan"], ["--explain-plan", "--json"]] {
      let run = try Program.run(
        ["rewrite", input, "out-\(options.count)\(options.last ?? "")"] + Self.masks + options, in: directory.path)
      #expect(run.status == 0 && !run.output.isEmpty)
      #expect(try !hasCanary(run))
    }
    let scan = try Program.run(["scan", input, "--against", input] + Self.masks, in: directory.path)
    #expect(scan.status == 3 && scan.output.contains("column text"))
    #expect(try !hasCanary(scan))
    #expect(!isAnyCanary(below: directory.path))
  }

  private static let failing: [([String], Int32)] = [
    (["--mask", "text=round(10)"], 2), (["--mask", "text=truncate(month)"], 2), (["--where", "text > 5"], 2),
    (["--where", "CAST(text AS int64) > 5"] + masks, 0), (["--where", "CAST(url AS date) IS NOT NULL"] + masks, 0),
    (["--mask", "text=classes"], 4), (["--mask-when", "number=null IF text LIKE 'ca%'"], 4),
  ]

  /// Masks that do not fit, predicates that fault on every value, cells that are no text.
  @Test(arguments: failing)
  func whatFailsSaysNothing(options: [String], status: Int32) throws {
    let directory = try Directory()
    let input = try input(directory)
    if status == 4 {
      // A byte of every text that no UTF-8 has, all of the same length as before.
      unsafe system("cd '\(directory.path)' && LC_ALL=C sed -i -E 's/(ca[0-9a-p]{15})[0-9a-p]-/\\1\\xff-/g' in.parquet")
    }
    for json in [[], ["--json"]] {
      let run = try Program.run(["rewrite", input, "out\(json.count)"] + options + json, in: directory.path)
      #expect(run.status == status)
      let said = try Directory()
      try said.write("said", run.output + run.error)
      #expect(unsafe system("grep -raqE 'ca[0-9a-p]{15}|\(Self.pattern)' '\(said.path)'") != 0)
    }
  }

  /// What a job that is killed leaves behind has nothing in it that the view hides.
  @Test func whatDiesLeavesNothing() throws {
    let directory = try Directory()
    let input = try input(directory, rows: 60_000)
    var remains = 0
    for milliseconds in stride(from: 20, to: 1200, by: 60) {
      let words = ["rewrite", input, "out.parquet", "--memory", "1"] + Self.masks
      let quoted = words.map { "'\($0)'" }.joined(separator: " ")
      unsafe system(
        "cd '\(directory.path)' && timeout -s KILL 0.\(milliseconds < 100 ? "0" : "")\(min(milliseconds, 999)) "
          + "'\(Program.path)' \(quoted) >/dev/null 2>&1")
      remains += unsafe system("ls -d '\(directory.path)'/.louver-staging-* >/dev/null 2>&1") == 0 ? 1 : 0
      #expect(!isAnyCanary(below: directory.path))
      unsafe system("rm -f '\(directory.path)/out.parquet'")
    }
    #expect(remains > 0)
  }

  /// The catalog's database with the audit log and the manifests, the workspace, and what commands say of them.
  @Test func theCatalogHoldsNothing() throws {
    let directory = try Directory()
    _ = try input(directory)
    let policies = CanaryColumn.all.map {
      "  - {name: \($0.name), kind: column, on: {source: canaries, column: \($0.name)}, mask: null}\n"
    }
    try directory.write(
      "d.yaml",
      """
      principals: [{name: mary, permissions: [create-project, derive]}]
      sources: [{name: canaries, location: in.parquet}]
      policies:
        - {name: open, kind: access, on: {source: canaries}, allow: user('mary') or user('root')}
      \(policies.joined())
      """)
    let steps: [[String]] = [
      ["init"], ["apply", "d.yaml"], ["project", "create", "p", "--source", "canaries", "--member", "mary"],
      ["--as", "mary", "--project", "p", "mask", "canaries", "--json"],
      ["--as", "mary", "--project", "p", "read", "canaries", "--columns", "text,url", "--limit", "3"],
      ["--as", "mary", "--project", "p", "derive", "derived", "--from", "canaries"],
      ["--as", "mary", "describe", "canaries", "--json"], ["--as", "mary", "explain", "canaries"],
      ["--project", "p", "scan", "canaries", "--dataset"], ["audit", "--json"], ["export"],
      ["inspect", ".louver/workspaces/p/canaries"],
    ]
    for words in steps {
      let run = try Program.run(words, in: directory.path)
      #expect(run.status == 0, "\(words) \(run.error)")
      #expect(try !hasCanary(run), "\(words)")
    }
    #expect(!isAnyCanary(below: directory.path))
  }
}
