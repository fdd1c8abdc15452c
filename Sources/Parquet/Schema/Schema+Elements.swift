import Columnar

extension Schema {
  /// Levels of fields within fields that a level's byte can count.
  static var maxDepth: Int { 255 }
  /// Names in the paths of all leaves: a few deep groups around many leaves would take memory out of proportion.
  static var maxNamesInPaths: Int { 1 << 22 }

  /// Reads the footer's depth-first list.
  ///
  /// Throws where child counts do not add up, a type is incomplete or an annotation does not fit its type,
  /// (unsupported) where nesting goes beyond 255 levels, and (limit exceeded) where paths have millions of names.
  public init(_ elements: [SchemaElement]) throws(ParquetError) {
    guard let root = elements.first else { throw .malformed("the schema is empty") }
    guard root.type == nil || (root.childCount ?? 0) > 0 else { throw .malformed("the schema's root is not a group") }
    var tree = SchemaTree(elements: elements)
    let fields = try tree.children(of: root, depth: 1)
    guard tree.next == elements.count else { throw .malformed("the schema has more elements than its tree") }
    self.init(rootName: root.name, fields: fields)
  }

  /// The footer's depth-first list, with logical and (where there is one) converted type of every node.
  public var elements: [SchemaElement] {
    var result = [SchemaElement(name: rootName, childCount: Int32(clamping: fields.count))]
    for field in fields { field.appendElements(to: &result) }
    return result
  }
}

/// Makes nodes of a depth-first list of elements.
private struct SchemaTree {
  let elements: [SchemaElement]
  /// The first element that is not yet in the tree.
  var next = 1
  private var namesInPaths = 0

  init(elements: [SchemaElement]) {
    self.elements = elements
  }

  mutating func children(of parent: SchemaElement, depth: Int) throws(ParquetError) -> [SchemaNode] {
    guard let count = Int(exactly: parent.childCount ?? 0), count >= 0, count <= elements.count - next else {
      throw .malformed("a group of the schema has an impossible number of children", at: Place(column: parent.name))
    }
    guard count == 0 || depth <= Schema.maxDepth else {
      throw .unsupported("the schema is nested deeper than \(Schema.maxDepth) levels")
    }
    var children: [SchemaNode] = []
    for _ in 0..<count {
      guard next < elements.count else {
        throw .malformed("the schema has fewer elements than its tree", at: Place(column: parent.name))
      }
      let element = elements[next]
      next += 1
      children.append(try node(element, depth: depth))
    }
    return children
  }

  private mutating func node(_ element: SchemaElement, depth: Int) throws(ParquetError) -> SchemaNode {
    let content: SchemaNode.Content
    if element.type != nil {
      guard (element.childCount ?? 0) == 0 else {
        throw .malformed("a leaf of the schema has children", at: Place(column: element.name))
      }
      namesInPaths += depth
      guard namesInPaths <= Schema.maxNamesInPaths else {
        throw .limitExceeded("the schema has more than \(Schema.maxNamesInPaths) names in the paths of its leaves")
      }
      content = .leaf(try LeafType(element))
    } else {
      let children = try children(of: element, depth: depth + 1)
      guard !children.isEmpty else {
        throw .unsupported("a group of the schema has no children", at: Place(column: element.name))
      }
      content = .group(try GroupMeaning(element), children)
    }
    var node = SchemaNode(element.name, element.repetition ?? .required, content, fieldID: element.fieldID)
    node.hasEarlyAnnotation = element.logicalType == nil && content.isTime
    return node
  }
}

extension SchemaNode.Content {
  fileprivate var isTime: Bool {
    guard case .leaf(let type) = self else { return false }
    return switch type.logical {
    case .time, .timestamp: true
    default: false
    }
  }
}
