import Glibc
import Testing

/// Commands in the clean room: what they see, what comes of what they write, and what is refused.
@Suite(.enabled(if: CleanRoomProbe.isThere, CleanRoomProbe.comment)) struct RunTests {
  private let story: Story

  init() throws {
    story = try Story()
    try story.formProject()
  }

  /// Runs a shell command in the room.
  private func room(_ script: String, _ options: String..., environment: [String] = []) throws -> Program {
    let words = ["--as", "mary", "run"] + options + ["--", "sh", "-c", script]
    return try Program.run(words, in: story.directory.path, environment)
  }

  private let copy = #"cp "$LOUVER_INPUTS/tickets/part-00000.parquet" "$LOUVER_OUTPUT/out.parquet""#

  @Test func theCommandSeesTheEqualizedViewOfEverySource() throws {
    let run = try room(#"cd "$LOUVER_INPUTS" && ls && cat "$LOUVER_MANIFEST""#)
    #expect(run.status == 0 && run.output.hasPrefix("customers\ntickets\n"), "\(run.error)")
    #expect(run.output.contains(#""project": "story""#) && run.output.contains(#""rows": 559"#))
    #expect(!run.output.contains("ssn"))
    #expect(try room(copy, "--into", "out").status == 0)
    let view = try story.read("tickets", as: "eric")
    #expect(try !view.rows.isEmpty && story.read("out", as: "eric") == view)
  }

  @Test func whatTheCommandPrintsAndHowItEndsIsPassedOn() throws {
    let run = try room("echo said; echo warned >&2")
    #expect(run.status == 0 && run.output == "said\n" && run.error == "warned\n")
    let json = try Program.run(
      ["--as", "mary", "--json", "run", "--", "sh", "-c", "echo said"], in: story.directory.path)
    #expect(json.output.hasPrefix("{") && json.output.contains(#""exitStatus": 0"#) && json.error == "said\n")
    let failed = try room("exit 7")
    #expect(failed.status == 4 && failed.error.contains("ended with status 7"))
    #expect(try room("kill -9 $$").error.contains("was killed by signal 9"))
    let late = try room("sleep 60", "--timeout", "1s")
    #expect(late.status == 4 && late.error.contains("took longer"))
    #expect(try story.run("--as", "mary", "run", "--", "no-such-program").status == 2)
  }

  @Test func ofTheEnvironmentOnlyWhatIsNamedPasses() throws {
    let run = try room("env", "--env", "GIVEN", environment: ["GIVEN=yes", "SECRET=no", "LC_ALL=C"])
    let names = run.output.split(separator: "\n").map { $0.split(separator: "=")[0] }
    #expect(names.contains("GIVEN") && names.contains("LC_ALL") && names.contains("PATH") && !names.contains("SECRET"))
    #expect(try room("true", "--env", "GIVEN=other").status == 2)
    #expect(run.output.contains("HOME=/tmp\n") && run.output.contains("LOUVER_PROJECT=story\n"))
  }

  @Test func whatIsWrittenIsSignedAndRequiresEveryInput() throws {
    #expect(try room(copy, "--into", "out").status == 0)
    let tag = try story.done("inspect", ".louver/workspaces/story/out")
    #expect(tag.contains("signature: valid") && tag.contains("from customers, version"))
    #expect(tag.contains("from tickets, version"))
    try story.done("--as", "mary", "project", "add", "story", "--member", "nina")
    #expect(try story.run("--as", "nina", "--project", "story", "read", "out", "--dataset").status == 3)
    // It is not made of one source, and another view of that would not be what the command made.
    #expect(try story.run("--as", "mary", "mask", "out", "--refresh").status == 2)
  }

  @Test func nothingOfTheFormOfWhatWasWrittenRemains() throws {
    #expect(try room(copy, "--into", "out").status == 0)
    let written = try story.directory.read(".louver/workspaces/story/out/part-00000.parquet")
    #expect(written.contains("louver.policy") && !written.contains("pandas"))
    let explained = try story.done("inspect", ".louver/workspaces/story/out", "--json")
    #expect(explained.contains("louver version"))
  }

  @Test func aCommandThatFailsPublishesNothing() throws {
    for (script, options) in [
      (copy + "; exit 1", []), (copy + "; kill -9 $$", []), (copy + "; sleep 60", ["--timeout", "1s"]),
      ("echo text > $LOUVER_OUTPUT/broken.parquet", []), (copy + #"; echo text > "$LOUVER_OUTPUT/notes.txt""#, []),
      (copy + #"; ln -s /usr "$LOUVER_OUTPUT/link""#, []),
      (copy + #"; mkfifo "$LOUVER_OUTPUT/pipe""#, ["--allow-opaque"]),
      ("true", []),
    ] {
      let words = ["--as", "mary", "run", "--into", "out"] + options + ["--", "sh", "-c", script]
      let run = try Program.run(words, in: story.directory.path)
      #expect(run.status == 4, "\(script): \(run.error)")
    }
    #expect(try story.done("--as", "mary", "datasets") == "no dataset yet\n")
    #expect(try story.files(below: ".louver/workspaces/story").allSatisfy { $0.contains("/.") })
    #expect(try room(copy, "--into", "out").status == 0)
    #expect(try room(copy, "--into", "out").status == 5)
    #expect(try room("exit 1", "--into", "out", "--replace").status == 4)
    #expect(try !story.read("out", as: "eric").rows.isEmpty)
  }

  /// Names that are no text, directories that nobody may look into, or that nest deeper than a path may be long.
  @Test func whateverACommandLeavesIsRemoved() throws {
    for script in [
      #"printf x >"$LOUVER_OUTPUT/$(printf 'a\377')""#, #"mkdir -p "$LOUVER_OUTPUT/d/e"; chmod 0 "$LOUVER_OUTPUT/d""#,
      #"cd "$LOUVER_OUTPUT"; n=$(printf %0200d 0); for i in $(seq 60); do mkdir $n; cd $n; done"#,
    ] {
      _ = try room(script, "--into", "out", "--allow-opaque")
      #expect(try room("exit 1").status == 4)
      #expect(
        unsafe system("ls -A '\(story.directory.path)/.louver/workspaces/story' | grep -q staging") != 0, "\(script)")
    }
  }

  /// What a link in the output leads to is not read, whatever its name says about it.
  @Test func linksInTheOutputAreNotFollowed() throws {
    let raw = "\(Samples.directory)/tickets.parquet"
    for name in ["x.parquet", "d/x.parquet"] {
      let run = try room(
        "mkdir $LOUVER_OUTPUT/d; ln -s \(raw) $LOUVER_OUTPUT/\(name)", "--into", "out", "--allow-opaque")
      #expect(run.status == 4 && run.error.contains("neither a file nor a directory"), "\(name)")
    }
    for name in [".x.parquet", "_x.parquet"] {
      let script = copy + "; ln -s \(raw) $LOUVER_OUTPUT/\(name); ln -s \(Samples.directory) $LOUVER_OUTPUT/_d"
      #expect(try room(script, "--into", "out", "--replace").status == 0)
      #expect(try story.read("out", as: "eric") == story.read("tickets", as: "eric"))
    }
  }

  @Test func filesThatAreNoParquetAreKeptWhereThatIsAllowed() throws {
    let script = copy + #"; mkdir "$LOUVER_OUTPUT/models" && echo model > "$LOUVER_OUTPUT/models/m.txt""#
    let run = try room(script, "--into", "out", "--allow-opaque")
    #expect(run.status == 0 && run.output.contains("kept as they are: models/m.txt"), "\(run.error)")
    #expect(try story.directory.read(".louver/workspaces/story/out/models/m.txt") == "model\n")
    #expect(try !story.read("out", as: "eric").rows.isEmpty)
    #expect(try room("echo x > $LOUVER_OUTPUT/x.txt", "--into", "text", "--allow-opaque").status == 0)
    #expect(try story.directory.read(".louver/workspaces/story/text/x.txt") == "x\n")
  }

  @Test func whatHoldsDataIsNotShown() throws {
    try story.directory.write("note.txt", "a note\n")
    #expect(try room("cat note.txt").status == 4)
    #expect(try room("cat note.txt", "--allow-read", "note.txt").output == "a note\n")
    for path in [".", ".louver", ".louver/master.key", ".louver/workspaces", "/", Samples.directory] {
      let run = try room("true", "--allow-read", path)
      #expect(run.status == 3 && run.error.contains("--allow-read"), "\(path): \(run.error)")
    }
    #expect(try room("true", "--allow-read", "nothing.here").status == 2)
    #expect(try room("true", "--allow-read", "").status == 2)
    unsafe link("\(story.directory.path)/.louver/master.key", "\(story.directory.path)/linked")
    #expect(try room("true", "--allow-read", "linked").status == 3)
    // Where the room has files of its own there is no place for others'.
    for path in ["/etc", "/etc/passwd"] {
      let run = try room("true", "--allow-read", path)
      #expect(run.status == 2 && run.error.contains("of its own"), "\(path): \(run.error)")
    }
    for path in ["/proc/self", "/dev", "/run"] { #expect(try room("true", "--allow-read", path).status == 3) }
  }

  /// A socket that can only be read is one to talk through all the same.
  @Test func whatHoldsASocketIsNotShown() throws {
    unsafe system("mkdir -p '\(story.directory.path)/shown/deep'")
    #expect(try room("ls shown/deep", "--allow-read", "shown").status == 0)
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array("\(story.directory.path)/shown/deep/socket".utf8)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
    let bound = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(bound == 0)
    let run = try room("ls shown/deep", "--allow-read", "shown")
    #expect(run.status == 3 && run.error.contains("it holds a socket"))
  }

  @Test func inputsAreMadeOnceForEachViewAndVersion() throws {
    // Files with what changes when they are written anew.
    func made() throws -> [String] {
      let list = "find .louver/workspaces/story/.inputs -type f -printf '%p %i %T@\\n' | sort >made"
      unsafe system("cd '\(story.directory.path)' && \(list)")
      return try story.directory.read("made").split(separator: "\n").map(String.init)
    }
    #expect(try room("true").status == 0)
    let first = try made()
    #expect(first.count == 2)
    #expect(try room("true").status == 0)
    #expect(try made() == first)
    try story.done("--as", "mary", "project", "add", "story", "--member", "nina")
    #expect(try room("true").status == 0)
    let second = try made()
    #expect(second.count == 2 && Set(second).isDisjoint(with: first))
  }

  @Test func theLogTellsCommandInputsAndEnd() throws {
    #expect(try room(copy, "--into", "out").status == 0)
    #expect(try room("exit 7").status == 4)
    let log = try story.done("--json", "audit").filter { !$0.isWhitespace }
    #expect(log.contains(#""action":"run""#) && log.contains(#""source":"customers""#) && log.contains(#""view":{"#))
    #expect(log.contains(#""exitStatus":7"#) && log.contains(#""exitStatus":0"#) && log.contains(#""milliseconds":"#))
  }

  @Test func aProgramThatIsKilledTakesItsRoomWithIt() throws {
    let mark = "\(UInt32.random(in: 100_000...999_999)).25"
    try story.directory.write(
      "script.sh",
      """
      '\(Program.path)' --catalog .louver --as mary run -- sleep \(mark) &
      there() { grep -zqs '^\(mark)$' /proc/[0-9]*/cmdline; }
      for n in $(seq 200); do there && break; sleep 0.05; done
      there || exit 1
      kill -9 $!
      for n in $(seq 200); do there || exit 0; sleep 0.05; done
      exit 2
      """)
    let status = unsafe system("cd '\(story.directory.path)' && sh script.sh >/dev/null 2>&1 </dev/null")
    #expect(status == 0)
    // The next one takes away what it left.
    #expect(try room("true").status == 0)
    #expect(try story.files(below: ".louver/workspaces/story").allSatisfy { !$0.contains("staging") })
  }

  /// What cannot be confined is not run. Only root can make such a kernel here, for a process.
  @Test(.enabled(if: geteuid() == 0, "it takes root to forbid namespaces"))
  func aKernelThatCannotConfineRunsNothing() throws {
    try story.directory.write(
      "script.sh",
      """
      echo 0 >/proc/sys/user/max_user_namespaces || exit 99
      exec '\(Program.path)' --catalog .louver --as mary --project story run -- sh -c 'echo it runs'
      """)
    let inside = "cd '\(story.directory.path)' && unshare -Ur sh script.sh >out 2>err </dev/null"
    let raw = unsafe system(inside)
    let error = try story.directory.read("err")
    #expect(raw >> 8 & 0xFF == 6 && error.contains("no clean room here: it cannot make user"), "\(error)")
    #expect(try story.directory.read("out") == "")
  }

  @Test func aProgramThatDoesNotStartIsNamed() throws {
    try story.directory.write("broken", "#!/no/such/interpreter\n")
    unsafe chmod("\(story.directory.path)/broken", 0o755)
    let run = try story.run("--as", "mary", "run", "--", "./broken")
    #expect(run.status == 2 && run.error.contains("the command does not start"))
  }

  @Test func outsideAProjectNothingIsRun() throws {
    try story.done("--as", "mary", "switch", "--none")
    #expect(try room("true").status == 3)
    #expect(try story.run("--as", "mary", "run", "--append", "--", "true").status == 2)
  }
}
