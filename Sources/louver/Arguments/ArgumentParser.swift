/// Takes a command line apart. Options may stand anywhere before `--`; what one takes does not depend on the
/// command, so that it can be checked at the end whether the command takes it at all.
struct ArgumentParser {
  private var words: ArraySlice<String>
  private var command: Command?
  private var commandWords: [String] = []
  private var operands: [String] = []
  private var values: [Option: [String]] = [:]
  /// As given, in their order.
  private var given: [Option] = []

  /// Parses the words behind the program's name.
  static func parse(_ words: [String]) throws(UsageError) -> Invocation {
    var parser = ArgumentParser(words: words[...])
    return try parser.invocation()
  }

  private init(words: ArraySlice<String>) { self.words = words }

  private mutating func invocation() throws(UsageError) -> Invocation {
    while let word = words.popFirst() {
      if word == "--" {
        for operand in words { try takeOperand(operand) }
        break
      } else if word.hasPrefix("--") {
        try takeOption(word.dropFirst(2))
      } else if word == "-h" {
        try take(.help, nil)
      } else if word.hasPrefix("-"), word != "-" {
        throw UsageError(
          "unknown option \(word)", hint: commandHint ?? "options begin with two dashes; see louver --help")
      } else {
        try takeOperand(word)
      }
    }
    if values[.help] != nil { return .help(command) }
    if values[.version] != nil { return .version }
    return .run(try checked())
  }

  // MARK: Operands

  private mutating func takeOperand(_ word: String) throws(UsageError) {
    guard command == nil else { return operands.append(word) }
    commandWords.append(word)
    let name = commandWords.joined(separator: " ")
    command = Command(rawValue: name)
    if command == nil, !Command.allCases.contains(where: { $0.rawValue.hasPrefix(name + " ") }) {
      throw unknownCommand(name)
    }
  }

  private func unknownCommand(_ name: String) -> UsageError {
    let nearest = NearestName.of(name, among: Command.allCases.map(\.rawValue) + ["project"])
    return UsageError(
      "unknown command \(name.quoted)", hint: nearest.map { "did you mean `louver \($0)`?" } ?? "see louver --help")
  }

  // MARK: Options

  private mutating func takeOption(_ text: Substring) throws(UsageError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let option = Option(rawValue: String(parts[0])) else { throw unknownOption(String(parts[0])) }
    try take(option, parts.count == 2 ? String(parts[1]) : nil)
  }

  private func unknownOption(_ name: String) -> UsageError {
    let options = command?.syntax.allOptions ?? Option.allCases
    let nearest = NearestName.of(name, among: options.map(\.rawValue))
    return UsageError(
      "unknown option --\(name)", hint: nearest.map { "did you mean --\($0)?" } ?? commandHint ?? helpHint)
  }

  /// Where a program's own options go.
  private var commandHint: String? {
    guard let operand = command?.syntax.operands.first(where: { $0.count == .command }) else { return nil }
    return "\(operand.name) and its own options come behind --"
  }

  private mutating func take(_ option: Option, _ attached: String?) throws(UsageError) {
    given.append(option)
    switch option.value {
    case .flag:
      guard attached == nil else { throw UsageError("\(option.spelling) takes no value") }
      values[option] = []
    case .once(let placeholder, _):
      guard values[option] == nil else { throw UsageError("\(option.spelling) is given twice") }
      values[option] = [try valueOf(option, attached, placeholder)]
    case .phrase(let placeholder, _):
      guard values[option] == nil else { throw UsageError("\(option.spelling) is given twice") }
      let first = try valueOf(option, attached, placeholder)
      values[option] = [first.contains(" ") ? first : "\(first) \(try valueOf(option, nil, placeholder))"]
    case .repeated(let placeholder, _):
      values[option, default: []].append(try valueOf(option, attached, placeholder))
    }
  }

  private mutating func valueOf(
    _ option: Option, _ attached: String?, _ placeholder: String
  ) throws(UsageError) -> String {
    if let attached { return attached }
    guard let next = words.first, !next.hasPrefix("--") else {
      throw UsageError(
        "\(option.spelling) needs a value: \(option.usage)",
        hint: words.isEmpty ? nil : "a value that begins with dashes is given as \(option.spelling)=\(placeholder)")
    }
    words.removeFirst()
    return next
  }

  // MARK: The whole

  private func checked() throws(UsageError) -> Arguments {
    guard let command else {
      guard let first = commandWords.first else { throw UsageError("no command is given", hint: "see louver --help") }
      let continuations = Command.allCases.filter { $0.rawValue.hasPrefix(first + " ") }
        .map { String($0.rawValue.dropFirst(first.count + 1)) }
      throw UsageError("\(first) needs one of: \(continuations.joined(separator: ", "))")
    }
    let syntax = command.syntax
    for option in given where !syntax.allOptions.contains(option) {
      throw UsageError("\(command.rawValue) takes no \(option.spelling)", hint: helpHint)
    }
    if let missing = syntax.missingOperand(after: operands.count) {
      throw UsageError("\(missing) is missing", hint: "usage: \(HelpText.usage(of: command))")
    }
    if let limit = syntax.operandLimit, operands.count > limit {
      throw UsageError("too many operands, from \(operands[limit].quoted) on", hint: helpHint)
    }
    return Arguments(command: command, operands: operands, values: values)
  }

  private var helpHint: String { "see louver \(command.map { $0.rawValue + " " } ?? "")--help" }
}
