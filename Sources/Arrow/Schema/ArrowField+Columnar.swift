import Columnar

extension ArrowField {
  /// The Arrow field for a column: lists, maps and structs without the wrappers that Parquet puts around them.
  ///
  /// Throws `unsupported` for decimals of more than 76 digits.
  public init(_ node: SchemaNode) throws(ArrowError) {
    switch node.repetition {
    case .required: self = try ArrowField.content(of: node, nullable: false)
    case .optional: self = try ArrowField.content(of: node, nullable: true)
    case .repeated:
      let element = try ArrowField.content(of: node, nullable: false)
      self.init(node.name, .list(large: false), nullable: false, children: [element])
    }
  }

  private static func content(of node: SchemaNode, nullable: Bool) throws(ArrowError) -> ArrowField {
    switch node.shape {
    case .leaf(let type):
      let isUUID = type.kind == .uuid
      return ArrowField(
        node.name, try ArrowType(type, column: node.name), nullable: nullable,
        extensionName: isUUID ? "arrow.uuid" : nil)
    case .structure(let children):
      guard !children.isEmpty else {
        throw ArrowError(.unsupported, "a struct without fields", at: Place(column: node.name))
      }
      return ArrowField(node.name, .structure, nullable: nullable, children: try children.map(ArrowField.init))
    case .list(let wrapper, let element):
      let child = if let element { try ArrowField(element) } else { try content(of: wrapper, nullable: false) }
      return ArrowField(node.name, .list(large: false), nullable: nullable, children: [child])
    case .map(let entries, let key, let value):
      return try mapContent(of: node, nullable: nullable, entries, key, value)
    }
  }

  /// An Arrow map has keys that are never NULL, and values; whatever is less than that is a list.
  private static func mapContent(
    of node: SchemaNode, nullable: Bool, _ entries: SchemaNode, _ key: SchemaNode, _ value: SchemaNode?
  ) throws(ArrowError) -> ArrowField {
    guard let value else {
      return ArrowField(node.name, .list(large: false), nullable: nullable, children: [try ArrowField(key)])
    }
    let pair = ArrowField(
      entries.name, .structure, nullable: false, children: [try ArrowField(key), try ArrowField(value)])
    let type: ArrowType = key.repetition == .required ? .map(sorted: false) : .list(large: false)
    return ArrowField(node.name, type, nullable: nullable, children: [pair])
  }
}

extension Array where Element == SchemaNode {
  fileprivate func map(_ body: (SchemaNode) throws(ArrowError) -> ArrowField) throws(ArrowError) -> [ArrowField] {
    var fields: [ArrowField] = []
    for node in self { fields.append(try body(node)) }
    return fields
  }
}

extension ArrowType {
  init(_ type: LeafType, column: String) throws(ArrowError) {
    switch type.kind {
    case .boolean: self = .boolean
    case .integer(let bits, let signed): self = .integer(bits: bits, signed: signed)
    case .float16: self = .floatingPoint(bits: 16)
    case .float32: self = .floatingPoint(bits: 32)
    case .float64: self = .floatingPoint(bits: 64)
    case .decimal(let precision, let scale):
      guard (1...76).contains(precision) else {
        throw ArrowError(
          .unsupported, "Arrow has no decimals of \(precision) digits", at: Place(column: column),
          hint: "leave the column out with --columns, or choose another format")
      }
      self = .decimal(precision: precision, scale: scale, bits: precision <= 38 ? 128 : 256)
    case .string: self = .string(large: false)
    case .date: self = .date(milliseconds: false)
    case .time(let unit, _): self = .time(ArrowTimeUnit(unit))
    case .timestamp(let unit, let utc): self = .timestamp(ArrowTimeUnit(unit), zone: utc ? "UTC" : nil)
    case .timestamp96: self = .timestamp(.nanosecond, zone: nil)
    case .uuid: self = .fixedSizeBinary(width: 16)
    case .binary:
      self = type.physical.byteWidth.map { .fixedSizeBinary(width: $0) } ?? .binary(large: false)
    }
  }
}
