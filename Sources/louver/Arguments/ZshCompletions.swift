/// A completion function for zsh.
enum ZshCompletions {
  static var script: String {
    """
    #compdef louver
    _louver() {
      local -a commands options
      local line state
      _arguments -C \(specifications(Option.global)) '1: :->command' '*:: :->rest'
      case $state in
        command)
          commands=(\(Shell.firstWords.map(described).joined(separator: " ")))
          _describe command commands ;;
        rest)
          case $words[1] in
    \(Command.allCases.filter { $0.words.count == 1 }.map { "        \(arm($0, $0.words[0]))" }.joined(separator: "\n"))
    \(nested)
          esac ;;
      esac
    }
    compdef _louver louver

    """
  }

  private static var nested: String {
    Shell.secondWords.map { first, words in
      let commands = Command.allCases.filter { $0.words.count == 2 && $0.words[0] == first }
      return """
                \(first))
                  if (( CURRENT == 2 )); then compadd \(words.joined(separator: " ")); return; fi
                  shift words; (( CURRENT-- ))
                  case $words[1] in
        \(commands.map { "            \(arm($0, $0.words[1]))" }.joined(separator: "\n"))
                  esac ;;
        """
    }.joined(separator: "\n")
  }

  private static func arm(_ command: Command, _ word: String) -> String {
    let operands = command.syntax.operands.map { operand in
      let position = [.oneOrMore, .any, .command].contains(operand.count) ? "*" : ""
      return "\(position):\(operand.name):\(action(operand.completion))".singleQuoted
    }
    let parts = [specifications(command.syntax.allOptions)] + operands
    return "\(word)) _arguments \(parts.joined(separator: " ")) ;;"
  }

  private static func described(_ word: String) -> String {
    let summary = Command(rawValue: word)?.syntax.summary ?? "commands on a \(word)"
    return "\(word):\(summary)".singleQuoted
  }

  private static func specifications(_ options: [Option]) -> String {
    options.map { option in
      let help = option.help.split(separator: "]", omittingEmptySubsequences: false).joined(separator: "\\]")
      let text = "\(option.spelling)[\(help.split(separator: ":").joined(separator: "\\:"))]"
      switch option.value {
      case .flag: return text.singleQuoted
      case .once(_, let completion), .phrase(_, let completion):
        return "\(text):\(option.rawValue):\(action(completion))".singleQuoted
      case .repeated(_, let completion): return "*\(text):\(option.rawValue):\(action(completion))".singleQuoted
      }
    }.joined(separator: " ")
  }

  private static func action(_ completion: Completion) -> String {
    switch completion {
    case .text: " "
    case .file: "_files"
    case .directory: "_files -/"
    case .choice(let words): "(\(words.joined(separator: " ")))"
    }
  }
}
