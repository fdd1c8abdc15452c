/// The text that `--help` shows, made of the same table that arguments are checked against.
enum HelpText {
  static func of(_ command: Command?) -> String {
    if let command { text(of: command) } else { overview }
  }

  /// `louver rewrite IN OUT [--mask COL=MASK]…`
  static func usage(of command: Command) -> String {
    let syntax = command.syntax
    let operands = syntax.operands.filter { $0.count != .command }.map(\.usage)
    let words = syntax.operands.filter { $0.count == .command }.map(\.usage)
    let options = syntax.options.map { option in
      switch option.value {
      case .flag, .once, .phrase: "[\(option.usage)]"
      case .repeated: "[\(option.usage)]…"
      }
    }
    return (["louver", command.rawValue] + operands + options + words).joined(separator: " ")
  }

  private static func text(of command: Command) -> String {
    let syntax = command.syntax
    var parts = ["\(syntax.summary)\n", "usage: \(usage(of: command))\n"]
    if !syntax.details.isEmpty { parts.append(syntax.details + "\n") }
    if !syntax.options.isEmpty { parts.append("options:\n" + lines(of: syntax.options)) }
    parts.append("options of every command:\n" + lines(of: Option.global))
    parts.append("with --json: \(syntax.json)\n")
    parts.append("example:\n  louver \(syntax.example)\n")
    return parts.joined(separator: "\n")
  }

  private static var overview: String {
    let commands = aligned(Command.allCases.map { ($0.rawValue, $0.syntax.summary) })
    return """
      Louver masks columnar data as policies say, so that people who may see different things can work together.

      usage: louver [OPTIONS] COMMAND …

      commands:
      \(commands)
      options of every command:
      \(lines(of: Option.global))
      exit status: 0 done, 1 internal error, 2 usage, 3 denied (or leaks found), 4 bad input data (of run: the
      command failed), 5 conflict, 6 input or output failed, 130 interrupted

      louver COMMAND --help tells more of a command.

      """
  }

  private static func lines(of options: [Option]) -> String { aligned(options.map { ($0.usage, $0.help) }) }

  private static func aligned(_ rows: [(String, String)]) -> String {
    let width = min(34, rows.map(\.0.count).max() ?? 0)
    return rows.map { name, text in
      let gap = name.count > width ? "\n" + String(repeating: " ", count: width + 4) : padding(width + 2 - name.count)
      return "  \(name)\(gap)\(text)\n"
    }.joined()
  }

  private static func padding(_ count: Int) -> String { String(repeating: " ", count: count) }
}
