import Testing

@testable import louver

@Suite struct ArgumentParserTests {
  private func arguments(_ words: String...) throws -> Arguments {
    guard case .run(let arguments) = try ArgumentParser.parse(words) else {
      Issue.record("no command was parsed")
      throw UsageError("none")
    }
    return arguments
  }

  private func refusal(_ words: String...) -> UsageError? {
    do throws(UsageError) {
      _ = try ArgumentParser.parse(words)
      return nil
    } catch {
      return error
    }
  }

  @Test func globalOptionsStandBeforeOrAfterTheCommand() throws {
    for words in [
      ["--as", "mary", "--json", "completions", "bash"], ["completions", "bash", "--json", "--as=mary"],
      ["--json", "completions", "--as", "mary", "bash"],
    ] {
      guard case .run(let arguments) = try ArgumentParser.parse(words) else { throw UsageError("none") }
      #expect(arguments.command == .completions)
      #expect(arguments.operands == ["bash"])
      #expect(arguments.value(.principal) == "mary")
      #expect(arguments.has(.json) && !arguments.has(.quiet))
    }
  }

  @Test func anAttachedValueMayHoldEqualsSignsAndBeEmpty() throws {
    #expect(try arguments("completions", "bash", "--as=a=b").value(.principal) == "a=b")
    #expect(try arguments("completions", "bash", "--as=").value(.principal) == "")
  }

  @Test func everythingBehindTwoDashesIsAnOperand() throws {
    #expect(try arguments("completions", "--", "--json").operands == ["--json"])
  }

  @Test func anUnknownCommandIsRefusedWithTheNearest() {
    #expect(refusal("completion", "bash")?.hint == "did you mean `louver completions`?")
    #expect(refusal("frobnicate")?.hint == "see louver --help")
    #expect(refusal()?.message == "no command is given")
  }

  @Test func anUnknownOptionIsRefusedWithTheNearest() {
    #expect(refusal("completions", "bash", "--jsno")?.hint == "did you mean --json?")
    #expect(refusal("completions", "bash", "--frobnicate=1")?.message == "unknown option --frobnicate")
    #expect(refusal("completions", "bash", "-x")?.message == "unknown option -x")
    #expect(refusal("run", "python3", "-c")?.hint == "COMMAND and its own options come behind --")
  }

  @Test func anOptionOfAnotherCommandIsRefused() {
    #expect(refusal("completions", "bash", "--where", "a = 1")?.message == "completions takes no --where")
    #expect(refusal("--where", "a = 1", "completions", "bash")?.message == "completions takes no --where")
  }

  @Test func aMissingOrNeedlessValueIsRefused() {
    #expect(refusal("completions", "bash", "--as")?.message == "--as needs a value: --as PRINCIPAL")
    #expect(refusal("completions", "bash", "--as", "--json")?.message == "--as needs a value: --as PRINCIPAL")
    #expect(refusal("completions", "bash", "--json=yes")?.message == "--json takes no value")
    #expect(refusal("completions", "bash", "--as", "a", "--as", "b")?.message == "--as is given twice")
  }

  @Test func tooFewAndTooManyOperandsAreRefused() {
    #expect(refusal("completions")?.message == "SHELL is missing")
    #expect(refusal("completions", "bash", "zsh")?.message == "too many operands, from 'zsh' on")
  }

  @Test func helpWinsOverWhatIsMissing() throws {
    guard case .help(.completions) = try ArgumentParser.parse(["completions", "--help"]) else {
      Issue.record("no help")
      return
    }
    guard case .help(nil) = try ArgumentParser.parse(["-h"]) else {
      Issue.record("no help")
      return
    }
  }
}

@Suite struct NearestNameTests {
  @Test func distanceCountsSlips() {
    func distance(_ a: String, _ b: String) -> Int { NearestName.distance(Array(a.utf8), Array(b.utf8)) }
    #expect(distance("", "abc") == 3)
    #expect(distance("mask", "maks") == 1)
    #expect(distance("mask", "mas") == 1)
    #expect(distance("kitten", "sitting") == 3)
    for a in ["", "a", "ab", "rewrite"] {
      #expect(distance(a, a) == 0)
      for b in ["b", "ba", "wrtie"] { #expect(distance(a, b) == distance(b, a)) }
    }
  }
}
