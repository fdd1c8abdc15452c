/// A shell that can complete command lines, and the script that tells it how.
enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish

  var script: String {
    switch self {
    case .bash: BashCompletions.script
    case .zsh: ZshCompletions.script
    case .fish: FishCompletions.script
    }
  }

  /// The words that may begin a command line.
  static var firstWords: [String] { distinct(Command.allCases.map { $0.words[0] }) }

  /// The words that may follow the first word of commands of two.
  static var secondWords: [(first: String, words: [String])] {
    firstWords.compactMap { first in
      let words = Command.allCases.filter { $0.words.count == 2 && $0.words[0] == first }.map { $0.words[1] }
      return words.isEmpty ? nil : (first, words)
    }
  }

  private static func distinct(_ words: [String]) -> [String] {
    words.enumerated().filter { words.firstIndex(of: $1) == $0 }.map(\.element)
  }
}

extension Command {
  /// `project`, `create`
  var words: [String] { rawValue.split(separator: " ").map(String.init) }
}

extension OptionValue {
  /// What the option's value stands for, nil for a flag.
  var completion: Completion? {
    switch self {
    case .flag: nil
    case .once(_, let completion), .repeated(_, let completion), .phrase(_, let completion):
      completion
    }
  }
}
