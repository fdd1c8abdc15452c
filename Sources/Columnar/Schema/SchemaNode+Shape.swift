extension SchemaNode {
  /// What a node is to a person: the wrappers that Parquet puts around lists and maps are seen through.
  public enum Shape {
    case leaf(LeafType)
    /// A list and its repeated wrapper; `element` is nil where the wrapper itself is the element.
    case list(wrapper: SchemaNode, element: SchemaNode?)
    /// A map; `value` is nil where the entries hold only keys.
    case map(entries: SchemaNode, key: SchemaNode, value: SchemaNode?)
    case structure([SchemaNode])
  }

  /// Reads LIST and MAP annotations with the backward-compatibility rules of the Parquet format
  /// (LogicalTypes.md, "Nested Types"). A repeated field outside them is a plain leaf or structure here.
  public var shape: Shape {
    switch content {
    case .leaf(let type): return .leaf(type)
    case .group(let meaning, let children):
      switch meaning {
      case .list:
        guard children.count == 1, children[0].repetition == .repeated else { return .structure(children) }
        let wrapper = children[0]
        return .list(wrapper: wrapper, element: wrapper.isElement(ofList: name) ? nil : wrapper.children[0])
      case .map, .mapKeyValue:
        guard children.count == 1, children[0].repetition == .repeated, case .group = children[0].content
        else { return .structure(children) }
        let entries = children[0]
        switch entries.children.count {
        case 1: return .map(entries: entries, key: entries.children[0], value: nil)
        case 2: return .map(entries: entries, key: entries.children[0], value: entries.children[1])
        default: return .structure(children)
        }
      case .variant, .other, nil: return .structure(children)
      }
    }
  }

  /// Whether this repeated child of a LIST group is the element itself rather than a wrapper around it.
  private func isElement(ofList list: String) -> Bool {
    guard case .group(_, let children) = content, children.count == 1 else { return true }
    return children[0].repetition == .repeated || name == "array" || name == list + "_tuple"
  }
}
