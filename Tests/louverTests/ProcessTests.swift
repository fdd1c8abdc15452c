import Glibc
import Testing

/// Many processes on one catalog, and processes that die in the middle of what they do.
@Suite(.serialized) struct ProcessTests {
  private let work: Directory

  init() throws {
    work = try Directory()
    try done("init")
    try done("apply", Samples.directory + "/declarations.yaml")
  }

  @discardableResult
  private func done(_ words: String...) throws -> String {
    let run = try Program.run(words, in: work.path)
    #expect(run.status == 0, "\(words): \(run.error)")
    return run.output
  }

  /// Runs a shell script in the catalog's directory, with `$louver` as the program.
  private func shell(_ script: String) throws {
    try work.write("script.sh", "unset LOUVER_CATALOG LOUVER_AS LOUVER_PROJECT\nlouver='\(Program.path)'\n" + script)
    _ = unsafe system("cd '\(work.path)' && SWIFT_BACKTRACE=enable=no sh script.sh >/dev/null 2>errors </dev/null")
  }

  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

  @Test func twoHundredCommandsAtOnceLoseNothing() throws {
    for number in 0..<100 {
      try work.write("d\(number).yaml", "principals: [{name: p\(number), groups: [g\(number)]}]\n")
    }
    try shell(
      """
      for n in $(seq 0 99); do
        "$louver" apply d$n.yaml || echo apply $n >>failed &
        "$louver" --as mary project create q$n --source customers --member eric || echo create $n >>failed &
      done
      wait
      touch failed
      """)
    let (failed, errors) = (try work.read("failed"), try work.read("errors"))
    #expect(failed == "", "\(errors)")
    let exported = try done("export")
    let projects = try done("--as", "eric", "project", "list")
    let log = try done("--json", "audit")
    for number in 0..<100 {
      #expect(exported.contains("name: p\(number)\n"))
      #expect(projects.contains("  q\(number) "))
    }
    #expect(lines(log).count { $0.contains(#""action": "apply""#) } == 101)
    #expect(lines(log).count { $0.contains(#""action": "project create""#) } == 100)
    #expect(try done("audit", "--verify").contains("the chain is whole"))
  }

  /// What a killed command was to do is there wholly or not at all, and the catalog is sound.
  @Test func aCommandThatIsKilledHasDoneAllOrNothing() throws {
    try done("--as", "mary", "project", "create", "story", "--source", "tickets", "--member", "eric")
    let kills = 100
    var random = Draws(state: 20_241_231)
    for number in 0..<kills {
      try work.write(
        "d\(number).yaml",
        "principals: [{name: a\(number)}, {name: b\(number)}]\n"
          + "policies: [{name: c\(number), kind: row, on: {source: tickets}, where: severity < 9, for: user('a\(number)')}]\n"
      )
    }
    for number in 1...6 { try work.write("e\(number).yaml", "principals: [{name: e\(number)}]\n") }
    // Moments up to twice the time that a command takes here.
    try shell(
      """
      set -- \((0..<kills).map { _ in String(random.next(below: 2000)) }.joined(separator: " "))
      span=10000000
      for try in 1 2 3 4 5 6; do
        begun=$(date +%s%N)
        "$louver" apply e$try.yaml
        time=$(( ($(date +%s%N) - begun) / 1000 ))
        [ $time -lt $span ] && span=$time
      done
      n=0
      for moment in "$@"; do
        case $((n % 4)) in
          0 | 2) "$louver" apply d$n.yaml & ;;
          1) "$louver" --as mary project create q$n --source tickets --member eric --purpose x & ;;
          3) "$louver" --as mary --project story mask tickets --replace & ;;
        esac
        sleep $(awk "BEGIN { print $span * $moment / 1e9 }")
        kill -9 $! 2>>kills && echo $n >>killed
        wait
        "$louver" audit --verify >>verified || echo $n >>broken
        n=$((n + 1))
      done
      touch broken
      """)
    #expect(try work.read("broken") == "")
    #expect(try lines(work.read("verified")).count == kills)
    let exported = try done("export")
    let log = try done("--json", "audit")
    var applied = 7
    for number in stride(from: 0, to: kills, by: 2) {
      let names = ["a", "b", "c"].map { exported.contains("name: \($0)\(number)\n") }
      #expect(Set(names).count == 1, "\(number): \(names)")
      if names[0] { applied += 1 }
    }
    #expect(lines(log).count { $0.contains(#""action": "apply""#) } == applied)
    let projects = lines(try done("--as", "eric", "project", "list"))
    for line in projects where line.contains(" q") { #expect(line.contains("eric, mary") && line.contains("tickets")) }
    #expect(
      lines(log).count { $0.contains(#""action": "project create""#) } == projects.count { $0.contains(" q") } + 1)
    // The dataset is there as one of the writes left it, and can be written anew.
    let before = try Program.run(["--as", "eric", "--project", "story", "read", "tickets", "--dataset"], in: work.path)
    #expect(before.status == 0 || before.status == 3, "\(before.error)")
    try done("--as", "mary", "--project", "story", "mask", "tickets", "--replace")
    let after = try done("--as", "eric", "--project", "story", "read", "tickets", "--dataset")
    if before.status == 0 { #expect(before.output == after) }
    let left = try Program.run(["inspect", ".louver/workspaces/story/tickets"], in: work.path)
    #expect(left.output.contains("signature: valid"))
  }
}

/// Numbers that are the same every time.
private struct Draws {
  var state: UInt64

  mutating func next(below limit: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % limit
  }
}
