import Columnar
import Expressions
import Masking
import Policy

extension Catalog {
  /// All principals, sources, policies and databases, schemas as they were last recorded.
  func governance() throws(CatalogError) -> Governance {
    try database.read { () throws(CatalogError) in
      var governance = Governance(
        principals: try storedPrincipals(), rules: try storedPolicies(), databases: try storedDatabases(),
        sampleDraw: sampleDraw)
      for declaration in try storedSources() {
        governance.sources[declaration.name] = try source(declaration)
      }
      for record in try derivedRecords() { governance.sources[record.name] = try source(record) }
      return governance
    }
  }

  /// A state of declarations with the derived sources as they are, schemas as given or else as they were last recorded.
  func governance(_ state: DeclaredState, _ schemas: [String: Schema]) throws(CatalogError) -> Governance {
    var governance = Governance(
      principals: Array(state.principals.values), rules: Array(state.policies.values), sampleDraw: sampleDraw)
    for (name, declaration) in state.sources {
      governance.sources[name] = try source(declaration, schema: schemas[name])
    }
    for record in try derivedRecords() where state.derived.contains(record.name) {
      governance.sources[record.name] = try source(record)
    }
    return governance
  }

  /// What decides about some sources: all policies, the sources and all they were derived from, and those principals
  /// who are members of projects with them or the one who asks.
  func governance(of names: [String]) throws(CatalogError) -> Governance {
    try database.read { () throws(CatalogError) in
      var governance = Governance(rules: try storedPolicies(), sampleDraw: sampleDraw)
      try addSources(names, to: &governance)
      return governance
    }
  }

  /// Adds sources and everything that their requirements speak of.
  func addSources(_ names: [String], to governance: inout Governance) throws(CatalogError) {
    var waiting = names
    while let name = waiting.popLast() {
      guard governance.sources[name] == nil, let source = try source(named: name) else { continue }
      governance.sources[name] = source
      waiting += source.requirement?.sources ?? []
    }
  }

  func addPrincipals(_ names: Set<String>, to governance: inout Governance) throws(CatalogError) {
    for name in names where governance.principals[name] == nil {
      governance.principals[name] = try principal(named: name)
    }
  }

  /// A base or derived source; nil where there is none of this name.
  func source(named name: String) throws(CatalogError) -> Source? {
    if let declaration = try storedSource(name) { return try source(declaration) }
    return try derivedRecord(name).map { record throws(CatalogError) in try source(record) }
  }

  private func source(_ declaration: SourceDeclaration, schema: Schema? = nil) throws(CatalogError) -> Source {
    let stored = schema == nil ? try storedSchema(declaration.name) : nil
    return Source(
      name: declaration.name, schema: schema ?? stored ?? Schema(fields: []),
      owner: declaration.owner, tags: declaration.tags, columns: declaration.columns)
  }

  private func source(_ record: DerivedRecord) throws(CatalogError) -> Source {
    guard let dataset = try storedDataset(record.dataset, of: record.project) else {
      throw CatalogError(.malformed, "source \(record.name) was derived from a dataset that is gone")
    }
    return Source(
      name: record.name, schema: try storedSchema(record.name) ?? Schema(fields: []), owner: record.owner,
      tags: record.tags, columns: record.columns, requirement: try dataset.requirement())
  }
}

extension Governance {
  /// A view of one's own, the policy module's errors as the catalog's.
  func ownView(of source: Source, in context: AccessContext) throws(CatalogError) -> View {
    do throws(PolicyError) { return try view(of: source, in: context) } catch { throw CatalogError(error) }
  }

  /// The view that reading shows.
  func view(forReading source: Source, in context: AccessContext) throws(CatalogError) -> View {
    do throws(PolicyError) { return try contextView(of: source, in: context) } catch { throw CatalogError(error) }
  }
}
