/// A schema: the root's children and the leaves beneath them.
public struct Schema: Hashable, Sendable {
  /// Name of the root, carried from the file.
  public var rootName: String
  public let fields: [SchemaNode]
  public let leaves: [Leaf]

  public init(rootName: String = "schema", fields: [SchemaNode]) {
    self.rootName = rootName
    self.fields = fields
    var walk = LeafWalk()
    for field in fields { walk.visit(field, path: [], short: [], repetitions: [], mapKey: false) }
    leaves = walk.leaves
  }

  /// The leaves a column name or dotted path covers, in either form; empty where there is none.
  /// A name of a group covers every leaf beneath it.
  public func leaves(named name: String) -> [Leaf] {
    covered(by: name, \.shortPath) ?? covered(by: name, \.dottedPath) ?? []
  }

  private func covered(by name: String, _ path: KeyPath<Leaf, String>) -> [Leaf]? {
    let found = leaves.filter { $0[keyPath: path].isWithin(name) }
    return found.isEmpty ? nil : found
  }
}

/// Collects leaves depth first, leaving the wrappers of lists and maps out of their short paths.
private struct LeafWalk {
  var leaves: [Leaf] = []

  mutating func visit(
    _ node: SchemaNode, path: [String], short: [String], repetitions: [Repetition], mapKey: Bool
  ) {
    let path = path + [node.name]
    let short = short + [node.name]
    let repetitions = repetitions + [node.repetition]
    switch node.shape {
    case .leaf(let type):
      leaves.append(
        Leaf(
          index: leaves.count, path: path, shortPath: short.joined(separator: "."), type: type,
          repetitions: repetitions, isMapKey: mapKey))
    case .list(let wrapper, let element):
      let inner = (path + [wrapper.name], repetitions + [wrapper.repetition])
      guard let element else {
        visitContent(of: wrapper, path: inner.0, short: short, repetitions: inner.1, mapKey: mapKey)
        return
      }
      visitContent(
        of: element, path: inner.0 + [element.name], short: short, repetitions: inner.1 + [element.repetition],
        mapKey: mapKey)
    case .map(let entries, let key, let value):
      let (inner, repeated) = (path + [entries.name], repetitions + [entries.repetition])
      visitContent(
        of: key, path: inner + [key.name], short: short + ["key"], repetitions: repeated + [key.repetition],
        mapKey: true)
      guard let value else { return }
      visitContent(
        of: value, path: inner + [value.name], short: short + ["value"], repetitions: repeated + [value.repetition],
        mapKey: mapKey)
    case .structure(let children):
      for child in children {
        visit(child, path: path, short: short, repetitions: repetitions, mapKey: mapKey)
      }
    }
  }

  /// Visits a node whose own name and repetition the caller has already put on the path.
  private mutating func visitContent(
    of node: SchemaNode, path: [String], short: [String], repetitions: [Repetition], mapKey: Bool
  ) {
    var renamed = node
    renamed.name = path.last ?? node.name
    let first = leaves.count
    // The short path keeps the container's name where the full path has the wrapper's.
    visit(renamed, path: Array(path.dropLast()), short: [], repetitions: Array(repetitions.dropLast()), mapKey: mapKey)
    let container = short.joined(separator: ".")
    for index in first..<leaves.count {
      let rest = leaves[index].shortPath.utf8.dropFirst(renamed.name.utf8.count)
      leaves[index].shortPath = container + String(Substring(rest))
    }
  }
}
