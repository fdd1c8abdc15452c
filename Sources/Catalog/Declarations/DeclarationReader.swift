import Columnar
import Policy

/// Reads files of declarations into values, without looking at what is declared already.
struct DeclarationReader {
  private(set) var declarations = Declarations()

  /// Reads one file more. Throws with file, line and column at the first thing that is wrong.
  mutating func read(_ file: DeclarationFile) throws(CatalogError) {
    guard let root = try YAMLParser.parse(file.text, file: file.path) else { return }
    if case .null = root.content { return }
    let known = Set(Section.allCases.map(\.rawValue) + ["remove"])
    let fields = try Fields(root, of: "declarations", known: known)
    for section in Section.allCases {
      for node in try elements(of: section.rawValue, in: fields) { try read(node, as: section, in: file) }
    }
    try readRemovals(fields)
  }

  private func elements(of key: String, in fields: Fields) throws(CatalogError) -> [YAMLNode] {
    switch fields.node(key)?.content {
    case nil, .null: return []
    case .sequence(let elements): return elements
    default: throw fields.refuse(key, "not a list")
    }
  }

  private mutating func read(
    _ node: YAMLNode, as section: Section, in file: DeclarationFile
  ) throws(CatalogError) {
    switch section {
    case .principals: try add(Self.principal(node), to: \.principals, section) { $0.name }
    case .sources:
      let directory = Path.directory(of: Path.absolute(file.path))
      try add(Self.source(node, directory: directory), to: \.sources, section) { $0.name }
    case .policies: try add(PolicyReader.policy(node), to: \.policies, section) { $0.name }
    case .databases: try add(Self.database(node), to: \.databases, section) { $0.name }
    }
  }

  private mutating func add<Value>(
    _ declared: Declared<Value>, to group: WritableKeyPath<Declarations, [String: Declared<Value>]>,
    _ section: Section, name: (Value) -> String
  ) throws(CatalogError) {
    let name = name(declared.value)
    guard !name.isEmpty, name.utf8.count <= 256, !name.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
      throw CatalogError(
        .invalidArgument, "\(section.singular): name: empty, too long or with control characters",
        place: declared.position(of: "name").place)
    }
    if let first = declarations[keyPath: group][name] {
      throw CatalogError(
        .invalidArgument, "\(section.rawValue): the name \(name) twice", place: declared.position(of: "name").place,
        hint: "the first is at \(first.position(of: "name").place)")
    }
    declarations[keyPath: group][name] = declared
  }

  private mutating func readRemovals(_ fields: Fields) throws(CatalogError) {
    guard let node = fields.node("remove") else { return }
    let removals = try Fields(node, of: "remove", known: Set(Section.allCases.map(\.rawValue)))
    for section in Section.allCases {
      for name in try removals.texts(section.rawValue) {
        declarations.removals[section, default: [:]][name] = removals.positions[section.rawValue] ?? removals.position
      }
    }
  }

  // MARK: - Sections

  static func principal(_ node: YAMLNode) throws(CatalogError) -> Declared<Principal> {
    let fields = try Fields(node, of: "principal", known: ["name", "groups", "attributes", "permissions"])
    var permissions: Set<Permission> = []
    for name in try fields.texts("permissions") {
      guard let permission = Permission(rawValue: name) else {
        throw fields.refuse(
          "permissions", "unknown permission \(name)",
          hint: "known are \(Permission.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      permissions.insert(permission)
    }
    let principal = Principal(
      name: try fields.text("name"), groups: try fields.texts("groups"),
      attributes: try fields.textsByName("attributes"), permissions: permissions)
    return Declared(value: principal, position: fields.position, positions: fields.positions)
  }

  static func source(_ node: YAMLNode, directory: String) throws(CatalogError) -> Declared<SourceDeclaration> {
    let fields = try Fields(node, of: "source", known: ["name", "location", "owner", "tags", "columns"])
    var source = SourceDeclaration(name: try fields.text("name"), location: try fields.text("location"))
    do throws(CatalogError) { try Name.check(source.name, "source") } catch {
      throw fields.refuse("name", error.message, hint: error.hint)
    }
    source.location = Path.resolve(source.location, in: directory)
    source.owner = try fields.optionalText("owner")
    source.tags = try fields.texts("tags")
    source.columns = try fields.textsByName("columns").filter { !$0.value.isEmpty }
    var positions = fields.positions
    if case .mapping(let members) = fields.node("columns")?.content {
      for member in members { positions["columns.\(member.key.name)"] = member.key.position }
    }
    return Declared(value: source, position: fields.position, positions: positions)
  }

  static func database(_ node: YAMLNode) throws(CatalogError) -> Declared<SharedDatabase> {
    let fields = try Fields(node, of: "database", known: ["name", "readers", "writers"])
    func audience(_ key: String) throws(CatalogError) -> Audience {
      guard let node = fields.node(key) else { return Audience() }
      let members = try Fields(node, of: key, known: ["users", "groups"])
      return Audience(users: try members.texts("users"), groups: try members.texts("groups"))
    }
    let database = SharedDatabase(
      name: try fields.text("name"), readers: try audience("readers"), writers: try audience("writers"))
    return Declared(value: database, position: fields.position, positions: fields.positions)
  }
}
