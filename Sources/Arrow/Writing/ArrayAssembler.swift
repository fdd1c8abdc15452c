import Columnar

/// Turns leaves with levels into Arrow's nested arrays, which have offsets and a validity at each depth.
struct ArrayAssembler {
  private let columns: [Column]
  private(set) var body = RecordBatchBody()
  private var nextLeaf = 0

  /// Where in the schema an array stands.
  private struct Depth {
    /// The definition level at which the parent is there.
    var definition = 0
    /// Repeated ancestors.
    var repetition = 0
    /// The definition level from which the innermost of them has an element.
    var element = 0

    /// Inside an optional node.
    var optional: Depth { Depth(definition: definition + 1, repetition: repetition, element: element) }
    /// Inside a repeated node.
    var repeated: Depth {
      Depth(definition: definition + 1, repetition: repetition + 1, element: definition + 1)
    }
  }

  /// - Parameter columns: all leaves of `schema`, in order.
  init(schema: Schema, columns: [Column]) throws(ArrowError) {
    self.columns = columns
    for field in schema.fields { try append(field, Depth()) }
  }

  private mutating func append(_ node: SchemaNode, _ depth: Depth) throws(ArrowError) {
    switch node.repetition {
    case .required: try appendContent(node, depth, isNullable: false)
    case .optional: try appendContent(node, depth.optional, isNullable: true)
    case .repeated:
      appendOffsets(depth, isNullable: false)
      try appendContent(node, depth.repeated, isNullable: false)
    }
  }

  /// - Parameter depth: that of the node's own content.
  private mutating func appendContent(_ node: SchemaNode, _ depth: Depth, isNullable: Bool) throws(ArrowError) {
    switch node.shape {
    case .leaf: try appendLeaf(depth, isNullable: isNullable)
    case .structure(let children):
      appendStructure(depth, isNullable: isNullable, hasChildren: !children.isEmpty)
      for child in children { try append(child, depth) }
    case .list(let wrapper, let element):
      appendOffsets(depth, isNullable: isNullable)
      if let element {
        try append(element, depth.repeated)
      } else {
        try appendContent(wrapper, depth.repeated, isNullable: false)
      }
    case .map(_, let key, let value):
      appendOffsets(depth, isNullable: isNullable)
      guard let value else { return try append(key, depth.repeated) }
      appendStructure(depth.repeated, isNullable: false, hasChildren: true)
      try append(key, depth.repeated)
      try append(value, depth.repeated)
    }
  }

  private mutating func appendLeaf(_ depth: Depth, isNullable: Bool) throws(ArrowError) {
    let column = columns[nextLeaf]
    nextLeaf += 1
    let there: Bitmap?
    switch column.structure {
    case .required: there = nil
    case .optional(let validity): there = validity
    case .nested: there = Bitmap(cells(column, depth).map { $0 == column.leaf.maxDefinition })
    }
    let count = there?.count ?? column.rows
    // A value that must be there may still lack where something around it is NULL; nobody looks at it then.
    body.begin(length: count, validity: isNullable ? there : nil)
    let hasGaps = there.map { !$0.isAllSet } ?? false
    try LeafBuffers(column.data.values, column.leaf).append(to: &body, validity: hasGaps ? there : nil)
  }

  private mutating func appendStructure(_ depth: Depth, isNullable: Bool, hasChildren: Bool) {
    let definitions = hasChildren ? cells(columns[nextLeaf], depth) : []
    let validity = isNullable ? Bitmap(definitions.map { $0 >= depth.definition }) : nil
    body.begin(length: definitions.count, validity: validity)
  }

  private mutating func appendOffsets(_ depth: Depth, isNullable: Bool) {
    let column = columns[nextLeaf]
    let inner = depth.repeated
    var offsets: [Int32] = []
    var validity = Bitmap(repeating: false, count: 0)
    var elements: Int32 = 0
    forEachSlot(of: column) { definition, repetition in
      if repetition <= depth.repetition, definition >= depth.element {
        offsets.append(elements)
        validity.append(definition >= depth.definition)
      }
      if repetition <= inner.repetition, definition >= inner.element { elements += 1 }
    }
    offsets.append(elements)
    body.begin(length: validity.count, validity: isNullable ? validity : nil)
    body.append(offsets.copiedBytes)
  }

  /// The definition level of each cell of an array: of the slots that begin one.
  private func cells(_ column: Column, _ depth: Depth) -> [Int] {
    var cells: [Int] = []
    forEachSlot(of: column) { definition, repetition in
      if repetition <= depth.repetition, definition >= depth.element { cells.append(definition) }
    }
    return cells
  }

  private func forEachSlot(of column: Column, _ body: (_ definition: Int, _ repetition: Int) -> Void) {
    switch column.structure {
    case .required(let rows): for _ in 0..<rows { body(column.leaf.maxDefinition, 0) }
    case .optional(let validity): for row in 0..<validity.count { body(validity[row] ? 1 : 0, 0) }
    case .nested(let levels):
      for slot in 0..<levels.definition.count {
        body(Int(levels.definition[slot]), levels.repetition.isEmpty ? 0 : Int(levels.repetition[slot]))
      }
    }
  }
}
