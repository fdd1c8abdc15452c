/// A command line, taken apart and checked against the command's syntax.
struct Arguments: Sendable {
  var command: Command
  var operands: [String]
  private var values: [Option: [String]]

  init(command: Command, operands: [String], values: [Option: [String]]) {
    self.command = command
    self.operands = operands
    self.values = values
  }

  /// Whether an option was given.
  func has(_ option: Option) -> Bool { values[option] != nil }

  /// The value of an option that is given at most once.
  func value(_ option: Option) -> String? { values[option]?.last }

  /// The values of an option that may be repeated, in their order.
  func all(_ option: Option) -> [String] { values[option] ?? [] }

  /// The operand at a position, if there is one.
  func operand(_ index: Int) -> String? { index < operands.count ? operands[index] : nil }
}

/// What a command line asks for.
enum Invocation: Sendable {
  case run(Arguments)
  case help(Command?)
  case version
}
