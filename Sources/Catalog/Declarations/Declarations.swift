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

extension Declarations {
  /// Throws where a name is another one's but for its Unicode normalization: to the eye and as texts they are one name,
  /// which could then be declared in two ways.
  func checkSpelling(against state: DeclaredState) throws(CatalogError) {
    try Self.check(principals, state.principals)
    try Self.check(policies, state.policies)
    try Self.check(databases, state.databases)
  }

  private static func check<Value>(
    _ declared: [String: Declared<Value>], _ known: [String: Value]
  ) throws(CatalogError) {
    for (name, declaration) in declared {
      guard let index = known.index(forKey: name), !known.keys[index].utf8.elementsEqual(name.utf8) else { continue }
      throw CatalogError(
        .invalidArgument, "name: \(name) is declared already, in another Unicode normalization",
        place: declaration.position(of: "name").place, hint: "write it as `louver export` does")
    }
  }
}
