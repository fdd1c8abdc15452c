import Columnar

/// How a field is dumped: the schema with lists and maps made out, and the levels at which things are there.
struct DumpNode {
  indirect enum Form {
    case leaf
    /// An object; each name is written out with its quotes and colon.
    case structure([(name: [UInt8], field: DumpNode)])
    /// An array; it has elements from the definition level on, and another one where the repetition level recurs.
    case sequence(definition: UInt8, repetition: UInt8, element: DumpNode)
    /// An entry of a map.
    case pair(DumpNode, DumpNode)
  }

  /// The leaves beneath, by index.
  var leaves: Range<Int>
  /// The definition level from which an optional field is there.
  var presence: UInt8?
  var form: Form

  init(root schema: Schema) {
    var builder = DumpNodeBuilder()
    let fields = schema.fields.map { builder.member($0, Levels(definition: 0, repetition: 0)) }
    leaves = 0..<schema.leaves.count
    form = .structure(fields)
  }

  fileprivate init(leaves: Range<Int>, presence: UInt8? = nil, form: Form) {
    self.leaves = leaves
    self.presence = presence
    self.form = form
  }

  /// The greatest levels of what is around a node.
  fileprivate struct Levels {
    var definition: UInt8
    var repetition: UInt8

    func within(_ field: Repetition) -> Levels {
      Levels(
        definition: definition + (field == .required ? 0 : 1), repetition: repetition + (field == .repeated ? 1 : 0))
    }
  }
}

/// Numbers the leaves while nodes are made, depth first.
private struct DumpNodeBuilder {
  var nextLeaf = 0

  mutating func member(_ node: SchemaNode, _ outer: DumpNode.Levels) -> (name: [UInt8], field: DumpNode) {
    var name: [UInt8] = []
    DumpText.appendString(Array(node.name.utf8)[...], to: &name)
    name.append(UInt8(ascii: ":"))
    return (name, field(node, outer))
  }

  private mutating func field(_ node: SchemaNode, _ outer: DumpNode.Levels) -> DumpNode {
    switch node.repetition {
    case .required: return content(node, outer)
    case .optional:
      var field = content(node, outer.within(.optional))
      field.presence = outer.definition + 1
      return field
    case .repeated: return sequence(outer) { (builder, inner) in builder.content(node, inner) }
    }
  }

  /// An array of what `element` makes of one occurrence.
  private mutating func sequence(
    _ outer: DumpNode.Levels, _ element: (inout DumpNodeBuilder, DumpNode.Levels) -> DumpNode
  ) -> DumpNode {
    let inner = outer.within(.repeated)
    let element = element(&self, inner)
    return DumpNode(
      leaves: element.leaves,
      form: .sequence(definition: inner.definition, repetition: inner.repetition, element: element))
  }

  /// A node, its own repetition taken off.
  private mutating func content(_ node: SchemaNode, _ levels: DumpNode.Levels) -> DumpNode {
    let first = nextLeaf
    switch node.shape {
    case .leaf:
      nextLeaf += 1
      return DumpNode(leaves: first..<nextLeaf, form: .leaf)
    case .structure(let children):
      let members = children.map { member($0, levels) }
      return DumpNode(leaves: first..<nextLeaf, form: .structure(members))
    case .list(let wrapper, let element):
      return sequence(levels) { (builder, inner) in
        element.map { builder.field($0, inner) } ?? builder.content(wrapper, inner)
      }
    case .map(_, let key, let value):
      return sequence(levels) { (builder, inner) in
        let key = builder.field(key, inner)
        guard let value else { return key }
        let entry = builder.field(value, inner)
        return DumpNode(leaves: first..<builder.nextLeaf, form: .pair(key, entry))
      }
    }
  }
}
