/// Where something stands in a file of declarations; lines and columns count from 1.
public struct SourcePosition: Hashable, Sendable {
  public var file: String
  public var line: Int
  public var column: Int
}

/// A piece of YAML and where it begins.
struct YAMLNode: Sendable {
  indirect enum Content: Sendable {
    case null
    case bool(Bool)
    /// Digits with an optional sign.
    case integer(String)
    /// A number with a point or an exponent, as it was written.
    case decimal(String)
    case text(String)
    case sequence([YAMLNode])
    /// In the order of the file, no key twice.
    case mapping([(key: YAMLKey, value: YAMLNode)])
  }

  var content: Content
  var position: SourcePosition
}

/// The key of a mapping's entry: always text.
struct YAMLKey: Sendable {
  var name: String
  var position: SourcePosition
}

extension YAMLNode {
  /// What a plain scalar means in YAML 1.2's core schema; `on`, `yes` and dates are text, numbers keep their digits.
  static func plain(_ text: String) -> Content {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    var rest = Substring(text)
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    let whole = takeDigits(&rest)
    if rest.isEmpty { return whole > 0 ? .integer(text) : .text(text) }
    var isDecimal = false
    if rest.first == "." {
      rest.removeFirst()
      let fraction = takeDigits(&rest)
      isDecimal = whole + fraction > 0
    }
    if whole > 0 || isDecimal, rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
      isDecimal = takeDigits(&rest) > 0
    }
    return isDecimal && rest.isEmpty ? .decimal(text) : .text(text)
  }

  private static func takeDigits(_ text: inout Substring) -> Int {
    let digits = text.prefix { ("0"..."9").contains($0) && $0.isASCII }
    text.removeFirst(digits.count)
    return digits.count
  }

  /// What this is, for messages.
  var kindName: String {
    switch content {
    case .null: "nothing"
    case .bool: "true or false"
    case .integer: "an integer"
    case .decimal: "a number"
    case .text: "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
