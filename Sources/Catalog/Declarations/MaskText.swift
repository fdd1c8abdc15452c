import Columnar

/// A mask as YAML has it, turned into the one text form that masks are read from: a name, `null`, or a mapping of a
/// name to its one argument's value or to its arguments.
enum MaskText {
  static func text(of node: YAMLNode) throws(CatalogError) -> String {
    switch node.content {
    case .null: return "null"
    case .text(let text): return text
    case .mapping(let entries) where entries.count == 1:
      let (name, value) = (entries[0].key.name, entries[0].value)
      guard isWord(name) else { throw refuse("an odd name", entries[0].value) }
      guard case .mapping(let arguments) = value.content else { return "\(name)(\(try self.value(value)))" }
      var parts: [String] = []
      for argument in arguments {
        guard isWord(argument.key.name) else { throw refuse("an odd argument", argument.value) }
        parts.append("\(argument.key.name)=\(try self.value(argument.value))")
      }
      return "\(name)(\(parts.joined(separator: ",")))"
    default: throw refuse("a mask is a name, or a name with its arguments", node)
    }
  }

  private static func value(_ node: YAMLNode) throws(CatalogError) -> String {
    switch node.content {
    case .bool(let value): return value ? "true" : "false"
    case .integer, .decimal:
      guard let number = PlainNumber(node) else { throw refuse("a number out of range", node) }
      return number.text
    case .text(let text):
      var quoted = String.UnicodeScalarView()
      for scalar in text.unicodeScalars { quoted.append(contentsOf: scalar == "'" ? ["'", "'"] : [scalar]) }
      return "'" + String(quoted) + "'"
    case .sequence(let elements):
      return "[" + (try elements.map { element throws(CatalogError) in try value(element) }).joined(separator: ",")
        + "]"
    case .null, .mapping: throw refuse("\(node.kindName) is no value of an argument", node)
    }
  }

  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { $0 == "_" || ("a"..."z").contains($0) || ("0"..."9").contains($0) }
  }

  private static func refuse(_ why: String, _ node: YAMLNode) -> CatalogError {
    CatalogError(.invalidArgument, why, place: node.position.place)
  }
}
