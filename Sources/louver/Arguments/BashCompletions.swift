/// A completion function for bash.
enum BashCompletions {
  static var script: String {
    """
    # bash completion for louver
    _louver() {
      local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" first="" command="" i
      for ((i = 1; i < COMP_CWORD; i++)); do
        case "${COMP_WORDS[i]}" in
          \(valued)) ((i++)) ;;
          -*) ;;
          *) if [[ -z $first ]]; then first="${COMP_WORDS[i]}"; command="$first"
             elif [[ $command == "$first" ]]; then command="$first ${COMP_WORDS[i]}"; fi ;;
        esac
      done
      case "$previous" in
    \(valueCases)
      esac
      local options="\(spellings(Option.global))" words=""
      case "$first" in
        "") words="\(Shell.firstWords.joined(separator: " "))" ;;
    \(commandCases)
      esac
      case "$command" in
    \(secondCases)
      esac
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$current"))
      elif [[ -n $words ]]; then COMPREPLY=($(compgen -W "$words" -- "$current"))
      else COMPREPLY=($(compgen -f -- "$current")); fi
    }
    complete -o filenames -F _louver louver

    """
  }

  private static var valued: String {
    Option.allCases.filter { $0.value != .flag }.map(\.spelling).joined(separator: "|")
  }

  private static var valueCases: String {
    Option.allCases.compactMap { option in
      let reply: String
      switch option.value.completion {
      case nil: return nil
      case .text: reply = "()"
      case .file: reply = #"($(compgen -f -- "$current"))"#
      case .directory: reply = #"($(compgen -d -- "$current"))"#
      case .choice(let words): reply = #"($(compgen -W "\#(words.joined(separator: " "))" -- "$current"))"#
      }
      return "    \(option.spelling)) COMPREPLY=\(reply); return ;;"
    }.joined(separator: "\n")
  }

  /// What may follow commands of one word.
  private static var commandCases: String {
    Command.allCases.filter { $0.words.count == 1 }.map { command in
      var line = "    \(command.rawValue)) options+=\" \(spellings(command.syntax.options))\""
      if case .choice(let words) = command.syntax.operands.first?.completion {
        line += "; words=\"\(words.joined(separator: " "))\""
      }
      return line + " ;;"
    }.joined(separator: "\n")
  }

  /// What may follow the first and the second word of commands of two.
  private static var secondCases: String {
    let seconds = Shell.secondWords.map { "    \($0.first)) words=\"\($0.words.joined(separator: " "))\" ;;" }
    let options = Command.allCases.filter { $0.words.count == 2 }.map {
      "    \"\($0.rawValue)\") options+=\" \(spellings($0.syntax.options))\" ;;"
    }
    return (seconds + options + ["    *) ;;"]).joined(separator: "\n")
  }

  private static func spellings(_ options: [Option]) -> String {
    options.map(\.spelling).joined(separator: " ")
  }
}
