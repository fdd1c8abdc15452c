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
    try checkFit()
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
    // A name in full that is not there is a slip that would leave a column bare.
    guard let source = rule.target.source, source.isLiteral, let column = rule.target.column, column.isLiteral,
      declared != nil || declarations.sources[source.pattern] != nil, let schema = schemas[source.pattern],
      schema.leaves(named: column.pattern).isEmpty
    else { return }
    throw refuse(
      "\(name): on: source \(source.pattern) has no column \(column.pattern)",
      at: declared?.position(of: "on") ?? declarations.sources[source.pattern]?.position)
  }

  /// Every predicate and mask fits every source it is for. What neither side of has changed was checked before.
  private func checkFit() throws(CatalogError) {
    var fit = RuleFit(state.policies.values)
    for name in schemas.keys.sorted() {
      guard let schema = schemas[name], let declared = state.sources[name] else { continue }
      let source = Source(
        name: name, schema: schema, owner: declared.owner, tags: declared.tags, columns: declared.columns)
      let isNew = declarations.sources[name] != nil
      let misfits = fit.misfits(on: source) { isNew || declarations.policies[$0.name] != nil }
      guard let (rule, misfit) = misfits.min(by: { $0.rule.name < $1.rule.name }) else { continue }
      throw refuse(
        "policy \(rule.name): \(misfit.key): does not fit source \(name): \(misfit.error.message)",
        at: declarations.policies[rule.name]?.position(of: misfit.key) ?? declarations.sources[name]?.position,
        hint: misfit.error.hint)
    }
  }
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
