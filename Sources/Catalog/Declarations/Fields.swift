import Columnar

/// The entries of one mapping, read by key. Every error names the key and where it stands.
struct Fields {
  let position: SourcePosition
  private let what: String
  private let entries: [String: YAMLNode]

  /// Takes a mapping that has no other keys than `known`.
  init(_ node: YAMLNode, of what: String, known: Set<String>) throws(CatalogError) {
    guard case .mapping(let entries) = node.content else {
      throw CatalogError(.invalidArgument, "\(what) is \(node.kindName), not a mapping", place: node.position.place)
    }
    for entry in entries where !known.contains(entry.key.name) {
      throw CatalogError(
        .invalidArgument, "\(what): unknown key \(entry.key.name)", place: entry.key.position.place,
        hint: "known are \(known.sorted().joined(separator: ", "))")
    }
    self.what = what
    position = node.position
    self.entries = Dictionary(entries.map { ($0.key.name, $0.value) }) { first, _ in first }
  }

  /// Where the values stand.
  var positions: [String: SourcePosition] { entries.mapValues(\.position) }

  func has(_ key: String) -> Bool { entries[key] != nil }

  func node(_ key: String) -> YAMLNode? { entries[key] }

  func refuse(_ key: String, _ why: String, hint: String? = nil) -> CatalogError {
    CatalogError(
      .invalidArgument, "\(what): \(key): \(why)", place: (entries[key]?.position ?? position).place, hint: hint)
  }

  func text(_ key: String) throws(CatalogError) -> String {
    guard let node = entries[key] else { throw refuse(key, "missing") }
    return try text(node, key)
  }

  func optionalText(_ key: String) throws(CatalogError) -> String? {
    guard let node = entries[key] else { return nil }
    return try text(node, key)
  }

  /// A list of texts, none twice; empty where the key is absent.
  func texts(_ key: String) throws(CatalogError) -> Set<String> {
    guard let node = entries[key] else { return [] }
    return try texts(node, key)
  }

  /// A list of texts in its order.
  func orderedTexts(_ key: String) throws(CatalogError) -> [String] {
    guard let node = entries[key] else { throw refuse(key, "missing") }
    guard case .sequence(let elements) = node.content else { throw refuse(key, "is \(node.kindName), not a list") }
    return try elements.map { element throws(CatalogError) in try text(element, key) }
  }

  /// Lists of texts by name.
  func textsByName(_ key: String) throws(CatalogError) -> [String: Set<String>] {
    guard let node = entries[key] else { return [:] }
    guard case .mapping(let members) = node.content else { throw refuse(key, "is \(node.kindName), not a mapping") }
    var result: [String: Set<String>] = [:]
    for member in members { result[member.key.name] = try texts(member.value, "\(key).\(member.key.name)") }
    return result
  }

  func boolean(_ key: String) throws(CatalogError) -> Bool? {
    guard let node = entries[key] else { return nil }
    guard case .bool(let value) = node.content else { throw refuse(key, "is \(node.kindName), not true or false") }
    return value
  }

  private func text(_ node: YAMLNode, _ key: String) throws(CatalogError) -> String {
    guard case .text(let text) = node.content else {
      throw CatalogError(
        .invalidArgument, "\(what): \(key): is \(node.kindName), not text", place: node.position.place,
        hint: "put it in quotes")
    }
    return text
  }

  private func texts(_ node: YAMLNode, _ key: String) throws(CatalogError) -> Set<String> {
    guard case .sequence(let elements) = node.content else {
      throw CatalogError(
        .invalidArgument, "\(what): \(key): is \(node.kindName), not a list", place: node.position.place,
        hint: "write [a, b]")
    }
    var texts: Set<String> = []
    for element in elements {
      guard try texts.insert(text(element, key)).inserted else {
        throw CatalogError(.invalidArgument, "\(what): \(key): the same twice", place: element.position.place)
      }
    }
    return texts
  }
}
