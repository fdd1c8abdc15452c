import Columnar

extension Schema {
  /// Lossless, so that a view can be read back against the schema it was made for.
  public var json: JSON { ["root": .string(rootName), "fields": .array(fields.map(\.json))] }

  /// Reads what `json` gives. Throws `malformed` for anything else.
  public init(json: JSON) throws(PolicyError) {
    guard let root = json["root"]?.string, let fields = json["fields"]?.array else { throw Self.malformed }
    self.init(rootName: root, fields: try fields.map { field throws(PolicyError) in try SchemaNode(json: field) })
  }

  static let malformed = PolicyError(.malformed, "a recorded schema cannot be read")
}

extension SchemaNode {
  fileprivate var json: JSON {
    var members: [String: JSON] = ["name": .string(name), "repetition": .string(repetition.name)]
    if let fieldID { members["id"] = .integer(Int64(fieldID)) }
    switch content {
    case .leaf(let type):
      members["physical"] = type.physical.json
      members["logical"] = type.logical?.json
    case .group(let meaning, let children):
      members["meaning"] = meaning?.json
      members["children"] = .array(children.map(\.json))
    }
    return .object(members)
  }

  fileprivate init(json: JSON) throws(PolicyError) {
    guard let name = json["name"]?.string, let repetition = json["repetition"]?.string.flatMap(Repetition.init(name:))
    else { throw Schema.malformed }
    let content: Content
    if let children = json["children"]?.array {
      let nodes = try children.map { child throws(PolicyError) in try SchemaNode(json: child) }
      content = .group(try json["meaning"].map { value throws(PolicyError) in try GroupMeaning(json: value) }, nodes)
    } else {
      guard let physical = json["physical"].flatMap(PhysicalType.init(json:)) else { throw Schema.malformed }
      let logical = try json["logical"].map { value throws(PolicyError) in try LogicalType(json: value) }
      content = .leaf(LeafType(physical, logical))
    }
    self.init(name, repetition, content, fieldID: json["id"]?.integer.flatMap(Int32.init(exactly:)))
  }
}

extension Repetition {
  fileprivate var name: String {
    switch self {
    case .required: "required"
    case .optional: "optional"
    case .repeated: "repeated"
    }
  }

  fileprivate init?(name: String) {
    switch name {
    case "required": self = .required
    case "optional": self = .optional
    case "repeated": self = .repeated
    default: return nil
    }
  }
}

extension GroupMeaning {
  fileprivate var json: JSON {
    switch self {
    case .list: ["list"]
    case .map: ["map"]
    case .mapKeyValue: ["map_key_value"]
    case .variant(let version): .array(["variant"] + (version.map { [.integer(Int64($0))] } ?? []))
    case .other(let type): ["other", type.json]
    }
  }

  fileprivate init(json: JSON) throws(PolicyError) {
    let parts = json.array ?? []
    switch (parts.first?.string, parts.count) {
    case ("list", 1): self = .list
    case ("map", 1): self = .map
    case ("map_key_value", 1): self = .mapKeyValue
    case ("variant", _): self = .variant(specificationVersion: parts.last?.integer.flatMap(Int8.init(exactly:)))
    case ("other", 2): self = .other(try LogicalType(json: parts[1]))
    default: throw Schema.malformed
    }
  }
}
