import Columnar
import Policy

/// Checks a state as a whole: every reference leads somewhere, every predicate and mask fits every source it is for.
struct DeclarationCheck {
  let state: DeclaredState
  let declarations: Declarations
  /// Schemas of the sources, where they are known.
  let schemas: [String: Schema]

  func run() throws(CatalogError) {
    try checkPrincipals()
    for source in state.sources.values.sorted(by: { $0.name < $1.name }) { try check(source) }
    for database in state.databases.values.sorted(by: { $0.name < $1.name }) { try check(database) }
    for rule in state.policies.values.sorted(by: { $0.name < $1.name }) { try check(rule) }
  }

  private func refuse(_ what: String, at position: SourcePosition?, hint: String? = nil) -> CatalogError {
    CatalogError(.invalidArgument, what, place: position?.place ?? Place(), hint: hint)
  }

  private func checkPrincipals() throws(CatalogError) {
    guard state.principals.values.contains(where: { $0.permissions.contains(.admin) }) else {
      throw refuse("nobody would be admin any more", at: declarations.principals.values.first?.position)
    }
  }

  private func checkExists(
    _ principal: String, _ what: String, at position: SourcePosition?
  ) throws(CatalogError) {
    guard state.principals[principal] != nil else {
      throw refuse("\(what): there is no principal \(principal)", at: position)
    }
  }

  private func check(_ source: SourceDeclaration) throws(CatalogError) {
    let declared = declarations.sources[source.name]
    let name = "source \(source.name)"
    if let owner = source.owner {
      let removal = declarations.removals[.principals]?[owner]
      try checkExists(owner, "\(name): owner", at: declared?.position(of: "owner") ?? removal)
    }
    guard let schema = schemas[source.name], let declared else { return }
    if state.derived.contains(source.name) {
      throw refuse("\(name) is a derived source", at: declared.position(of: "name"))
    }
    for column in source.columns.keys.sorted() where schema.leaves(named: column).isEmpty {
      throw refuse("\(name): columns: there is no column \(column)", at: declared.position(of: "columns.\(column)"))
    }
  }

  private func check(_ database: SharedDatabase) throws(CatalogError) {
    let declared = declarations.databases[database.name]
    for (key, audience) in [("readers", database.readers), ("writers", database.writers)] {
      for user in audience.users.sorted() {
        let removal = declarations.removals[.principals]?[user]
        try checkExists(user, "database \(database.name): \(key)", at: declared?.position(of: key) ?? removal)
      }
    }
  }

  private func check(_ rule: PolicyRule) throws(CatalogError) {
    let declared = declarations.policies[rule.name]
    let name = "policy \(rule.name)"
    if let glob = rule.target.source, glob.isLiteral, !state.has(.sources, glob.pattern) {
      let removal = declarations.removals[.sources]?[glob.pattern]
      throw refuse("\(name): on: there is no source \(glob.pattern)", at: declared?.position(of: "on") ?? removal)
    }
    for (key, condition) in rule.conditions {
      for case .user(let user) in condition.atoms {
        let removal = declarations.removals[.principals]?[user]
        try checkExists(user, "\(name): \(key)", at: declared?.position(of: key) ?? removal)
      }
    }
    for (sourceName, schema) in schemas.sorted(by: { $0.key < $1.key }) {
      // What neither side of has changed was checked before.
      guard declared != nil || declarations.sources[sourceName] != nil, let source = state.sources[sourceName] else {
        continue
      }
      let target = Source(
        name: sourceName, schema: schema, owner: source.owner, tags: source.tags, columns: source.columns)
      try check(rule, on: target)
    }
  }

  private func check(_ rule: PolicyRule, on source: Source) throws(CatalogError) {
    let declared = declarations.policies[rule.name]
    let otherwise = declarations.sources[source.name]?.position
    if let misfit = rule.misfit(on: source) {
      let offset = misfit.error.place.offset.map { ", at character \($0 + 1)" } ?? ""
      throw refuse(
        "policy \(rule.name): \(misfit.key): does not fit source \(source.name): \(misfit.error.message)\(offset)",
        at: declared?.position(of: misfit.key) ?? otherwise, hint: misfit.error.hint)
    }
    // A name in full that is not there is a slip that would leave a column bare.
    guard rule.target.source?.isLiteral == true, rule.target.source?.pattern == source.name,
      let column = rule.target.column, column.isLiteral, !Self.hasColumn(column.pattern, source.schema)
    else { return }
    throw refuse(
      "policy \(rule.name): on: source \(source.name) has no column \(column.pattern)",
      at: declared?.position(of: "on") ?? otherwise)
  }

  private static func hasColumn(_ name: String, _ schema: Schema) -> Bool { !schema.leaves(named: name).isEmpty }
}

extension PolicyRule {
  /// Each condition with the key it is declared under.
  fileprivate var conditions: [(key: String, condition: Condition)] {
    var all = [("for", appliesTo)]
    if let except { all.append(("except", except)) }
    switch kind {
    case .access(let allow, _): all.append(("allow", allow))
    case .column(_, let reversible?), .cell(_, _, let reversible?): all.append(("reversible_for", reversible))
    case .row, .column, .cell, .anonymity: break
    }
    return all
  }
}
