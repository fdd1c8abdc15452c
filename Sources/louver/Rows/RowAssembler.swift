import Columnar

/// Puts the cells of a batch together to rows of text: scalars in canonical text, nested values as JSON.
struct RowAssembler {
  let fields: [SchemaNode]
  let rows: Int
  private var cursors: [LeafCursor]
  /// The leaves of each field.
  private let spans: [Range<Int>]

  /// - Parameter columns: all leaves of `schema`, in order, of `rows` rows each.
  init(schema: Schema, columns: [Column], rows: Int) {
    fields = schema.fields
    self.rows = rows
    cursors = columns.map(LeafCursor.init)
    var first = 0
    spans = schema.fields.map { field in
      let count = field.leafCount
      defer { first += count }
      return first..<first + count
    }
  }

  /// Whether a field is a single value rather than a list, a map or a struct.
  func isScalar(_ field: Int) -> Bool {
    if case .leaf = fields[field].content { fields[field].repetition != .repeated } else { false }
  }

  /// The current row's value of a scalar field, nil where it is NULL. Call once a row and field.
  mutating func scalar(_ field: Int) -> ArraySlice<UInt8>? { cursors[spans[field].lowerBound].next() }

  /// Appends the current row's value of a field as JSON. Call once a row and field.
  mutating func appendJSON(_ field: Int, to text: inout [UInt8]) {
    append(fields[field], leaves: spans[field], definition: 0, repetition: 0, to: &text)
  }

  // MARK: Assembly from levels (Parquet format, "Nested Encoding")

  /// - Parameters:
  ///   - leaves: the node's leaves.
  ///   - definition: the level at which the node's parent is there.
  ///   - repetition: the number of repeated ancestors.
  private mutating func append(
    _ node: SchemaNode, leaves: Range<Int>, definition: Int, repetition: Int, to text: inout [UInt8]
  ) {
    switch node.repetition {
    case .required: appendContent(node, leaves, definition, repetition, &text)
    case .optional:
      guard cursors[leaves.lowerBound].definition > definition else { return appendNull(leaves, &text) }
      appendContent(node, leaves, definition + 1, repetition, &text)
    case .repeated:
      appendElements(leaves, definition + 1, repetition + 1, &text) { assembler, text in
        assembler.appendContent(node, leaves, definition + 1, repetition + 1, &text)
      }
    }
  }

  private mutating func appendContent(
    _ node: SchemaNode, _ leaves: Range<Int>, _ definition: Int, _ repetition: Int, _ text: inout [UInt8]
  ) {
    switch node.shape {
    case .leaf(let type):
      guard let value = cursors[leaves.lowerBound].next() else {
        text += "null".utf8
        return
      }
      appendJSONScalar(value, type, to: &text)
    case .structure(let children):
      appendMembers(children, leaves, definition, repetition, &text)
    case .list(let wrapper, let element):
      appendElements(leaves, definition + 1, repetition + 1, &text) { assembler, text in
        if let element {
          assembler.append(element, leaves: leaves, definition: definition + 1, repetition: repetition + 1, to: &text)
        } else {
          assembler.appendContent(wrapper, leaves, definition + 1, repetition + 1, &text)
        }
      }
    case .map(_, let key, let value):
      appendElements(leaves, definition + 1, repetition + 1, &text) { assembler, text in
        assembler.appendEntry(key, value, leaves, definition + 1, repetition + 1, &text)
      }
    }
  }

  private mutating func appendMembers(
    _ children: [SchemaNode], _ leaves: Range<Int>, _ definition: Int, _ repetition: Int, _ text: inout [UInt8]
  ) {
    text.append(UInt8(ascii: "{"))
    var first = leaves.lowerBound
    for (index, child) in children.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      appendJSONString(Array(child.name.utf8)[...], to: &text)
      text.append(UInt8(ascii: ":"))
      let own = first..<first + child.leafCount
      append(child, leaves: own, definition: definition, repetition: repetition, to: &text)
      first = own.upperBound
    }
    text.append(UInt8(ascii: "}"))
  }

  /// `[key,value]`, so that keys that are no text and keys that come twice survive.
  private mutating func appendEntry(
    _ key: SchemaNode, _ value: SchemaNode?, _ leaves: Range<Int>, _ definition: Int, _ repetition: Int,
    _ text: inout [UInt8]
  ) {
    let keys = leaves.lowerBound..<leaves.lowerBound + key.leafCount
    guard let value else {
      return append(key, leaves: keys, definition: definition, repetition: repetition, to: &text)
    }
    text.append(UInt8(ascii: "["))
    append(key, leaves: keys, definition: definition, repetition: repetition, to: &text)
    text.append(UInt8(ascii: ","))
    append(
      value, leaves: keys.upperBound..<leaves.upperBound, definition: definition, repetition: repetition, to: &text)
    text.append(UInt8(ascii: "]"))
  }

  /// An array whose elements are there from `definition` on and continue at `repetition`.
  private mutating func appendElements(
    _ leaves: Range<Int>, _ definition: Int, _ repetition: Int, _ text: inout [UInt8],
    _ element: (inout RowAssembler, inout [UInt8]) -> Void
  ) {
    text.append(UInt8(ascii: "["))
    defer { text.append(UInt8(ascii: "]")) }
    guard cursors[leaves.lowerBound].definition >= definition else { return skip(leaves) }
    element(&self, &text)
    while cursors[leaves.lowerBound].repetition == repetition {
      text.append(UInt8(ascii: ","))
      element(&self, &text)
    }
  }

  private mutating func appendNull(_ leaves: Range<Int>, _ text: inout [UInt8]) {
    text += "null".utf8
    skip(leaves)
  }

  private mutating func skip(_ leaves: Range<Int>) {
    for leaf in leaves { _ = cursors[leaf].next() }
  }
}

extension SchemaNode {
  /// Leaves beneath a node, itself if it is one.
  var leafCount: Int {
    switch content {
    case .leaf: 1
    case .group(_, let children): children.reduce(0) { $0 + $1.leafCount }
    }
  }
}
