import Policy

/// Everything declared, by section and name: what is stored, and what `apply` makes of it.
struct DeclaredState {
  var principals: [String: Principal]
  var sources: [String: SourceDeclaration]
  var policies: [String: PolicyRule]
  var databases: [String: SharedDatabase]
  /// Names of derived sources, which are not declared.
  var derived: Set<String>

  init(storedIn catalog: Catalog) throws(CatalogError) {
    principals = Dictionary(try catalog.storedPrincipals().map { ($0.name, $0) }) { _, last in last }
    sources = Dictionary(try catalog.storedSources().map { ($0.name, $0) }) { _, last in last }
    policies = Dictionary(try catalog.storedPolicies().map { ($0.name, $0) }) { _, last in last }
    databases = Dictionary(try catalog.storedDatabases().map { ($0.name, $0) }) { _, last in last }
    derived = Set(try catalog.derivedRecords().map(\.name))
  }

  /// The state after declarations are applied: what is named replaces what was there, what is removed is gone.
  func applying(_ declarations: Declarations) -> DeclaredState {
    var state = self
    state.principals.merge(declarations.principals.mapValues(\.value)) { _, new in new }
    state.sources.merge(declarations.sources.mapValues(\.value)) { _, new in new }
    state.policies.merge(declarations.policies.mapValues(\.value)) { _, new in new }
    state.databases.merge(declarations.databases.mapValues(\.value)) { _, new in new }
    for (section, names) in declarations.removals {
      for name in names.keys { state.remove(section, name) }
    }
    return state
  }

  private mutating func remove(_ section: Section, _ name: String) {
    switch section {
    case .principals: principals[name] = nil
    case .sources:
      sources[name] = nil
      derived.remove(name)
    case .policies: policies[name] = nil
    case .databases: databases[name] = nil
    }
  }

  func has(_ section: Section, _ name: String) -> Bool {
    switch section {
    case .principals: principals[name] != nil
    case .sources: sources[name] != nil || derived.contains(name)
    case .policies: policies[name] != nil
    case .databases: databases[name] != nil
    }
  }

  /// The declarations of a section as JSON, by name.
  func records(_ section: Section) -> [String: JSON] {
    switch section {
    case .principals: principals.mapValues(\.declaration)
    case .sources: sources.mapValues(\.declaration)
    case .policies: policies.mapValues(\.declaration)
    case .databases: databases.mapValues(\.declaration)
    }
  }

  /// What changed since an earlier state, by section and name.
  func changes(since earlier: DeclaredState) -> [Change] {
    Section.allCases.flatMap { section in
      let (old, new) = (earlier.records(section), records(section))
      var changes = new.compactMap { name, record -> Change? in
        old[name] == record ? nil : Change(old[name] == nil ? .added : .changed, section: section.rawValue, name: name)
      }
      changes += old.keys.filter { new[$0] == nil }.map { Change(.removed, section: section.rawValue, name: $0) }
      if section == .sources {
        changes += earlier.derived.subtracting(derived).map { Change(.removed, section: section.rawValue, name: $0) }
      }
      return changes.sorted { $0.name < $1.name }
    }
  }
}
