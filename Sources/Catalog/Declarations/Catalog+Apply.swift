import Columnar
import Policy

extension Catalog {
  /// Applies files of declarations, all or nothing, and says what changed. What is named replaces what was there;
  /// what is not named stays. Everything is checked as a whole; errors say file, line, column and key.
  public func apply(_ files: [DeclarationFile], in context: AccessContext) throws(CatalogError) -> [Change] {
    let (declarations, schemas) = try read(files)
    return try audited("apply", nil, detail: Self.digest(of: declarations), in: context) { () throws(CatalogError) in
      let before = try DeclaredState(storedIn: self)
      let (after, changes) = try check(declarations, from: before, schemas, in: context)
      try write(changes, to: after)
      for (source, schema) in schemas where after.sources[source] != nil { try store(schema, of: source) }
      return changes
    }
  }

  /// Everything that `apply` would do, but the change itself, and what it would mean to those who read.
  public func preview(_ files: [DeclarationFile], in context: AccessContext) throws(CatalogError) -> ApplyPreview {
    let (declarations, schemas) = try read(files)
    return try decided("preview", nil, detail: Self.digest(of: declarations), in: context) { () throws(CatalogError) in
      let before = try DeclaredState(storedIn: self)
      let (after, changes) = try check(declarations, from: before, schemas, in: context)
      // What others see is for those who govern.
      guard context.principal.has(.govern), !changes.isEmpty else { return ApplyPreview(changes: changes, access: []) }
      let access = try governance(after, schemas).accessChanges(since: try governance(before, [:]), now: context.now)
      return ApplyPreview(changes: changes, access: access)
    }
  }

  private func read(
    _ files: [DeclarationFile]
  ) throws(CatalogError) -> (declarations: Declarations, schemas: [String: Schema]) {
    var reader = DeclarationReader()
    for file in files { try reader.read(file) }
    return (reader.declarations, try schemas(for: reader.declarations))
  }

  private func check(
    _ declarations: Declarations, from before: DeclaredState, _ schemas: [String: Schema], in context: AccessContext
  ) throws(CatalogError) -> (after: DeclaredState, changes: [Change]) {
    try declarations.checkSpelling(against: before)
    let after = before.applying(declarations)
    try checkRemovals(declarations, from: before)
    let changes = after.changes(since: before)
    try ChangePermission(principal: context.principal, before: before, after: after).check(changes)
    try DeclarationCheck(state: after, declarations: declarations, schemas: schemas).run()
    return (after, changes)
  }

  /// The declarations as YAML, such that applying it changes nothing. Derived sources are not declared, but derived.
  public func export(in context: AccessContext) throws(CatalogError) -> String {
    try decided("export", nil, in: context) { () throws(CatalogError) in
      guard context.principal.has(.govern) || context.principal.has(.audit) else {
        throw CatalogError(.denied, "exporting declarations needs the permission govern or audit")
      }
      var writer = YAMLWriter()
      for section in Section.allCases { writer.write(section: section.rawValue, try records(section)) }
      return writer.text
    }
  }

  /// Present schemas of what is declared, and where policies or sources change of all that is there. A source whose
  /// files are out of reach keeps the schema it had.
  private func schemas(for declarations: Declarations) throws(CatalogError) -> [String: Schema] {
    var schemas: [String: Schema] = [:]
    // Sources may share their files.
    var byLocation: [String: Schema] = [:]
    for (name, declared) in declarations.sources {
      let location = declared.value.location
      do throws(CatalogError) {
        if byLocation[location] == nil { byLocation[location] = try presentSchema(at: location) }
        schemas[name] = byLocation[location]
      } catch {
        let position = declared.position(of: "location")
        throw CatalogError(
          error.kind, "source \(name): location: \(error.description)", place: position.place, hint: error.hint)
      }
    }
    if declarations.policies.isEmpty { return schemas }
    for source in try storedSources() where schemas[source.name] == nil {
      if byLocation[source.location] == nil { byLocation[source.location] = try? presentSchema(at: source.location) }
      if let present = byLocation[source.location] {
        schemas[source.name] = present
      } else {
        schemas[source.name] = try storedSchema(source.name)
      }
    }
    return schemas
  }

  private func checkRemovals(_ declarations: Declarations, from before: DeclaredState) throws(CatalogError) {
    for (section, names) in declarations.removals {
      for (name, position) in names {
        guard before.has(section, name) else {
          throw CatalogError(.invalidArgument, "remove: there is no \(section.singular) \(name)", place: position.place)
        }
        let table: (name: String, column: String)
        switch section {
        case .principals: table = ("project_member", "principal")
        case .sources: table = ("project_source", "source")
        case .policies, .databases: continue
        }
        let projects = try database.rows(
          "SELECT project FROM \(table.name) WHERE \(table.column) = ? ORDER BY project", .text(name))
        guard projects.isEmpty else {
          let list = projects.map { $0.text(0) }.joined(separator: ", ")
          throw CatalogError(
            .conflict, "remove: \(section.singular) \(name) belongs to projects: \(list)", place: position.place)
        }
      }
    }
  }

  private func write(_ changes: [Change], to state: DeclaredState) throws(CatalogError) {
    var records: [String: [String: JSON]] = [:]
    for section in Section.allCases { records[section.rawValue] = state.records(section) }
    for change in changes {
      if let record = records[change.section]?[change.name] {
        if change.verb == .added, change.section == Section.sources.rawValue {
          try checkUnused(change.name, kind: "source", isTaken: false)
        }
        try database.rows(
          "INSERT OR REPLACE INTO declaration (section, name, record) VALUES (?, ?, ?)", .text(change.section),
          .text(change.name), .text(record.canonicalText))
        continue
      }
      try database.rows(
        "DELETE FROM declaration WHERE section = ? AND name = ?", .text(change.section), .text(change.name))
      if change.section == Section.sources.rawValue {
        try database.rows("DELETE FROM derived_source WHERE name = ?", .text(change.name))
        try database.rows("DELETE FROM source_schema WHERE source = ?", .text(change.name))
        try retire(change.name, kind: "source")
      }
    }
  }

  /// What the audit log keeps of an `apply`: how much of what, and names while they are few.
  private static func digest(of declarations: Declarations) -> JSON {
    let names: [(Section, [String])] = [
      (.principals, Array(declarations.principals.keys)), (.sources, Array(declarations.sources.keys)),
      (.policies, Array(declarations.policies.keys)), (.databases, Array(declarations.databases.keys)),
    ]
    var detail: [String: JSON] = [:]
    for (section, names) in names where !names.isEmpty {
      detail[section.rawValue] = names.count <= 100 ? .sorted(names) : .integer(Int64(names.count))
    }
    for (section, names) in declarations.removals { detail["removed \(section.rawValue)"] = .sorted(names.keys) }
    return .object(detail)
  }
}
