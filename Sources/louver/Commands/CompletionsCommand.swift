/// `louver completions`: a script that teaches a shell the commands and options.
enum CompletionsCommand {
  static let syntax = CommandSyntax(
    summary: "prints completions for a shell",
    operands: [Operand("SHELL", .one, .choice(Shell.allCases.map(\.rawValue)))],
    json: "{\"script\"}",
    example: "completions bash > /etc/bash_completion.d/louver")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let name = arguments.operands[0]
    guard let shell = Shell(rawValue: name) else {
      throw UsageError("unknown shell \(name.quoted)", hint: "bash, zsh or fish")
    }
    try console.result(text: shell.script, json: ["script": .string(shell.script)])
  }
}
