import Glibc
import Testing

@testable import louver

@Suite struct ProgramTests {
  @Test func theVersionIsPrinted() throws {
    let run = try Program.run(["--version"])
    #expect(run.status == 0)
    #expect(run.output == "louver \(version)\n")
  }

  @Test(arguments: Command.allCases)
  func everyCommandHasHelpWithAnExampleThatParses(command: Command) throws {
    let run = try Program.run(command.words + ["--help"])
    #expect(run.status == 0 && run.error.isEmpty)
    #expect(run.output.contains("usage: louver \(command.rawValue)"))
    #expect(run.output.contains("example:\n  louver \(command.syntax.example)\n"))
    #expect(run.output.contains("with --json: "))
    #expect(command.syntax.example.hasPrefix(command.rawValue))
    for option in command.syntax.options { #expect(run.output.contains(option.usage)) }
    for line in run.output.split(separator: "\n") { #expect(!line.hasSuffix(" ")) }
  }

  @Test func usageErrorsEndWithStatusTwoAndNothingOnStandardOutput() throws {
    for words in [[], ["frobnicate"], ["completions"], ["completions", "tcsh"], ["--json", "--frobnicate"]] {
      let run = try Program.run(words)
      #expect(run.status == 2)
      #expect(run.error.hasPrefix("louver: "))
      #expect(run.error.contains("failed: "))
      if !words.contains("--json") { #expect(run.output.isEmpty) }
    }
  }

  @Test(arguments: Shell.allCases)
  func completionsNameEveryCommandAndOption(shell: Shell) throws {
    let script = try Program.run(["completions", shell.rawValue]).output
    for command in Command.allCases {
      for word in command.words { #expect(script.contains(word)) }
      for option in command.syntax.allOptions { #expect(script.contains(option.rawValue)) }
    }
  }

  @Test func aReaderThatGoesAwayEndsTheProgramQuietly() throws {
    let directory = try Directory()
    // The sleep lets the reader go first.
    let line = "{ sleep 0.2; '\(Program.path)' completions bash; echo $? > status; } 2>err | true\n"
    try directory.write("s", line)
    unsafe system("cd '\(directory.path)' && bash s")
    #expect(try directory.read("err").isEmpty)
    #expect(try directory.read("status") == "0\n")
  }
}
