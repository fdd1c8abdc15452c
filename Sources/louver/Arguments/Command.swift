/// Every command there is, by its name.
enum Command: String, CaseIterable, Sendable {
  case completions
}

extension Command {
  var syntax: CommandSyntax {
    switch self {
    case .completions: CompletionsCommand.syntax
    }
  }

  /// Does what the command does; results go to `console`.
  func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    switch self {
    case .completions: try CompletionsCommand.run(arguments, console)
    }
    return .done
  }
}
