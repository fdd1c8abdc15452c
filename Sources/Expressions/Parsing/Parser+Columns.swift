import Columnar

extension Parser {
  /// The rest of a dotted path, and the column it names.
  mutating func column(startingWith name: String, at start: Int) throws(ExpressionError) -> Operand {
    var path = [name]
    while accept(.point) {
      switch token.content {
      case .name(let name), .quoted(let name): path.append(name)
      case .mark(let mark) where mark.isKeyword:
        path.append(String(decoding: text[token.start..<token.end], as: UTF8.self))
      default: throw error("a field name is wanted")
      }
      next += 1
    }
    guard let found = schema.leaf(at: path) ?? schema.leaf(at: path.withoutWrappers) else {
      throw error("no such column: \(path.joined(separator: "."))", at: start)
    }
    if let list = found.list {
      guard lists != nil else { throw error("a repeated column is allowed in any() and all() only", at: start) }
      if !(lists ?? []).contains(where: { samePath($0, list) }) { lists?.append(list) }
    }
    guard let kind = Kind(found.leaf.type) else {
      throw error("no predicates on type \(found.leaf.type.name) of this size", at: start)
    }
    let reference = ColumnReference(leaf: found.leaf, kind: kind, path: found.path, listDepth: found.listDepth)
    return Operand(expression: Expression(kind, .column(reference)), start: start)
  }
}

extension [String] {
  /// `items.list.element.price` → `items.price`, `m.key_value.value` → `m.value`.
  fileprivate var withoutWrappers: [String] {
    var result: [String] = []
    var index = 0
    while index < count {
      let following = index + 1 < count ? self[index + 1] : ""
      if self[index] == "list", following == "element" || following == "item" {
        index += 2
      } else if self[index] == "key_value", following == "key" || following == "value" {
        index += 1
      } else {
        result.append(self[index])
        index += 1
      }
    }
    return result
  }
}

extension Schema {
  struct FoundLeaf {
    var leaf: Leaf
    var path: [String]
    var listDepth: Int?

    var list: [String]? { listDepth.map { Array(path.prefix($0)) } }
  }

  /// The leaf at a short path, if exactly one node has each name and at most one list is on the way.
  func leaf(at path: [String]) -> FoundLeaf? {
    var walk = PathWalk(path: path)
    guard let field = walk.step(into: fields), walk.descend(into: field) else { return nil }
    guard let leaf = leaves.first(where: { samePath($0.path, walk.fullPath) }),
      leaf.maxRepetition == (walk.listDepth == nil ? 0 : 1)
    else { return nil }
    return FoundLeaf(leaf: leaf, path: path, listDepth: walk.listDepth)
  }
}

/// Follows a short path down a schema, through the wrappers of lists and maps.
private struct PathWalk {
  let path: [String]
  var consumed = 0
  var fullPath: [String] = []
  /// How much of the path led to a list.
  var listDepth: Int?

  init(path: [String]) { self.path = path }

  /// The child of the next name on the path.
  mutating func step(into children: [SchemaNode]) -> SchemaNode? {
    guard consumed < path.count else { return nil }
    let named = children.filter { sameName($0.name, path[consumed]) }
    guard named.count == 1 else { return nil }
    consumed += 1
    fullPath.append(named[0].name)
    return named[0]
  }

  /// Goes on from a node that the full path already ends in; false where the path leads nowhere.
  mutating func descend(into node: SchemaNode, repeats: Bool = true) -> Bool {
    switch node.shape {
    case .leaf:
      if repeats, node.repetition == .repeated { guard enterList() else { return false } }
      return consumed == path.count
    case .list(let wrapper, let element):
      guard enterList() else { return false }
      fullPath.append(wrapper.name)
      if let element { fullPath.append(element.name) }
      return descend(into: element ?? wrapper, repeats: false)
    case .map(let entries, let key, let value):
      guard enterList(), consumed < path.count,
        let side = path[consumed] == "key" ? key : path[consumed] == "value" ? value : nil
      else { return false }
      consumed += 1
      fullPath += [entries.name, side.name]
      return descend(into: side, repeats: false)
    case .structure(let children):
      if repeats, node.repetition == .repeated { guard enterList() else { return false } }
      guard let child = step(into: children) else { return false }
      return descend(into: child)
    }
  }

  private mutating func enterList() -> Bool {
    guard listDepth == nil else { return false }
    listDepth = consumed
    return true
  }
}
