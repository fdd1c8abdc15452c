import Policy

/// Something declared, and where each of its keys stands.
struct Declared<Value: Sendable>: Sendable {
  var value: Value
  /// Where the declaration begins.
  var position: SourcePosition
  /// Where the values of its keys begin; those of mappings within it as `columns.email`.
  var positions: [String: SourcePosition]

  /// Where a key's value stands, or the declaration if it has no such key.
  func position(of key: String) -> SourcePosition { positions[key] ?? position }
}

/// All that files of declarations say, by name.
struct Declarations: Sendable {
  var principals: [String: Declared<Principal>] = [:]
  var sources: [String: Declared<SourceDeclaration>] = [:]
  var policies: [String: Declared<PolicyRule>] = [:]
  var databases: [String: Declared<SharedDatabase>] = [:]
  /// Names to take away, by section.
  var removals: [Section: [String: SourcePosition]] = [:]
}
