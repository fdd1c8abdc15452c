import Policy

extension YAMLNode {
  /// A record of the database, to be read as the declaration it came from; all of it stands at one position.
  init(_ json: JSON, at position: SourcePosition) {
    let content: Content =
      switch json {
      case .null: .null
      case .bool(let value): .bool(value)
      case .integer(let value): .integer(String(value))
      case .number(let digits): .decimal(digits)
      case .string(let text): .text(text)
      case .array(let elements): .sequence(elements.map { YAMLNode($0, at: position) })
      case .object(let members):
        .mapping(
          members.sorted { $0.key < $1.key }.map { member in
            (YAMLKey(name: member.key, position: position), YAMLNode(member.value, at: position))
          })
      }
    self.init(content: content, position: position)
  }
}
