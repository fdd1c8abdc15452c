import Policy

/// Writes declarations as YAML: sections of entries, whose keys stand one a line and whose values are in flow style.
struct YAMLWriter {
  private(set) var text = ""

  /// The order in which people write keys; others follow by name.
  private static let order = [
    "name", "kind", "location", "owner", "groups", "attributes", "permissions", "tags", "columns", "on", "allow",
    "required", "where", "within", "sample", "mask", "when", "reversible_for", "k", "readers", "writers", "for",
    "except",
  ]

  mutating func write(section: String, _ entries: [JSON]) {
    guard !entries.isEmpty else { return }
    text += "\(section):\n"
    for entry in entries {
      for (index, member) in Self.sorted(entry.object ?? [:]).enumerated() {
        text += (index == 0 ? "  - " : "    ") + "\(Self.scalar(member.key)): \(Self.flow(member.value))\n"
      }
    }
  }

  private static func sorted(_ members: [String: JSON]) -> [(key: String, value: JSON)] {
    members.sorted { a, b in
      let ranks = [a, b].map { order.firstIndex(of: $0.key) ?? order.count }
      return (ranks[0], a.key) < (ranks[1], b.key)
    }
  }

  private static func flow(_ value: JSON) -> String {
    switch value {
    case .string(let text): scalar(text)
    case .array(let elements): "[" + elements.map(flow).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + sorted(members).map { "\(scalar($0.key)): \(flow($0.value))" }.joined(separator: ", ") + "}"
    case .null, .bool, .integer, .number: value.compactText
    }
  }

  /// Text as it is where nothing could take it for something else, else in double quotes.
  private static func scalar(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        || scalar == "_" || scalar == "-" || scalar == "." || scalar == "/"
    }
    if isPlain, let first = text.unicodeScalars.first, first.properties.isAlphabetic || first == "/",
      case .text = YAMLNode.plain(text)
    {
      return text
    }
    var quoted = "\""
    for scalar in text.unicodeScalars { quoted += escaped(scalar) }
    return quoted + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case " "..."~", "\u{A1}"..."\u{2027}", "\u{2030}"..."\u{D7FF}", "\u{E000}"..."\u{FEFE}", "\u{FF00}"..."\u{FFFD}":
      String(scalar)
    default:
      "\\U" + String(repeating: "0", count: 8 - String(scalar.value, radix: 16).count) + String(scalar.value, radix: 16)
    }
  }
}
