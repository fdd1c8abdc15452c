/// Completion rules for fish.
enum FishCompletions {
  static var script: String {
    var lines = ["# fish completion for louver", "complete -c louver -f"]
    lines += Option.global.map { rule(for: $0, when: nil) }
    for command in Command.allCases {
      lines += firstWord(of: command)
      lines += command.syntax.options.map { rule(for: $0, when: condition(command.words)) }
      switch command.syntax.operands.first?.completion {
      case .choice(let words):
        lines.append(
          "complete -c louver -n \(condition(command.words)) -a \(words.joined(separator: " ").singleQuoted)")
      case .file: lines.append("complete -c louver -n \(condition(command.words)) -F")
      case .directory:
        lines.append("complete -c louver -n \(condition(command.words)) -a '(__fish_complete_directories)'")
      case .text, nil: break
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func firstWord(of command: Command) -> [String] {
    let words = command.words
    let summary = command.syntax.summary.singleQuoted
    if words.count == 1 { return ["complete -c louver -n __fish_use_subcommand -a \(words[0]) -d \(summary)"] }
    let isFirst = Command.allCases.first { $0.words[0] == words[0] } == command
    let parent = isFirst ? ["complete -c louver -n __fish_use_subcommand -a \(words[0])"] : []
    return parent + ["complete -c louver -n \(condition([words[0]])) -a \(words[1]) -d \(summary)"]
  }

  private static func condition(_ words: [String]) -> String {
    words.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and ").singleQuoted
  }

  private static func rule(for option: Option, when condition: String?) -> String {
    var rule = "complete -c louver -l \(option.rawValue) -d \(option.help.singleQuoted)"
    if let condition { rule += " -n \(condition)" }
    switch option.value.completion {
    case nil: break
    case .text: rule += " -x"
    case .file: rule += " -r -F"
    case .directory: rule += " -x -a '(__fish_complete_directories)'"
    case .choice(let words): rule += " -x -a \(words.joined(separator: " ").singleQuoted)"
    }
    return rule
  }
}

extension String {
  /// In single quotes for a shell.
  var singleQuoted: String {
    "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
