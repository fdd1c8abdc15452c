/// A word of a command line that is no option.
struct Operand: Hashable, Sendable {
  enum Count: Hashable, Sendable {
    case one, optional, oneOrMore, any
    /// Another program and its words, behind `--`.
    case command
  }

  var name: String
  var count: Count
  var completion: Completion

  init(_ name: String, _ count: Count = .one, _ completion: Completion = .text) {
    self.name = name
    self.count = count
    self.completion = completion
  }

  var usage: String {
    switch count {
    case .one: name
    case .optional: "[\(name)]"
    case .oneOrMore: "\(name)…"
    case .any: "[\(name)]…"
    case .command: "-- \(name)…"
    }
  }
}

/// What a command is called with and what it gives, for the parser, the help and the shells.
struct CommandSyntax: Sendable {
  /// One line: what it does.
  var summary: String
  var operands: [Operand] = []
  /// Beside the global ones.
  var options: [Option] = []
  /// What there is to know beyond the options; may be empty.
  var details = ""
  /// The fields of the result with `--json`.
  var json: String
  /// A line to copy, without `louver`.
  var example: String
}

extension CommandSyntax {
  var allOptions: [Option] { options + Option.global }

  var operandLimit: Int? {
    var limit = 0
    for operand in operands {
      switch operand.count {
      case .one, .optional: limit += 1
      case .oneOrMore, .any, .command: return nil
      }
    }
    return limit
  }

  /// The name of the first operand that is missing when there are only `count`.
  func missingOperand(after count: Int) -> String? {
    var needed = 0
    for operand in operands {
      switch operand.count {
      case .one, .oneOrMore, .command: needed += 1
      case .optional, .any: continue
      }
      if needed > count { return operand.name }
    }
    return nil
  }
}
