import Columnar
import Policy

/// A source as a context may know it.
public struct SourceSummary: Sendable {
  public var source: Source
  /// Absolute path of the file, directory or glob.
  public var location: String
  public var isDerived: Bool
  /// Hidden only in the list of all sources, which is for admins.
  public var view: View
}

/// A source that a context may read, and how.
public struct ReadableSource: Sendable {
  public var source: Source
  /// Absolute path of the file, directory or glob.
  public var location: String
  /// The context's view of the schema as it is now: in a project the equalized one.
  public var view: VisibleView
}

extension ReadableSource {
  /// Of some columns only; nil: of all.
  func showing(only columns: [String]?) throws(CatalogError) -> ReadableSource {
    guard let columns else { return self }
    var source = self
    do throws(PolicyError) { source.view = try view.showing(only: columns, of: self.source.schema) } catch {
      throw CatalogError(error)
    }
    return source
  }
}

extension Catalog {
  /// What the context can see, by name; `all` (for admins) lists hidden sources too.
  public func sources(all: Bool, in context: AccessContext) throws(CatalogError) -> [SourceSummary] {
    if all, !context.principal.has(.admin) {
      throw CatalogError(.denied, "the list of all sources is for admins")
    }
    return try database.read { () throws(CatalogError) in
      let governance = try governance(seenFrom: context)
      let names =
        context.project.map { all ? Set(governance.sources.keys) : $0.sources } ?? Set(governance.sources.keys)
      var summaries: [SourceSummary] = []
      for name in names.sorted() {
        guard let source = governance.sources[name], let location = try location(of: name) else { continue }
        // A policy that does not fit closes the source here; reading it says why.
        let view = (try? governance.view(forReading: source, in: context)) ?? .hidden(.unfit("see louver describe"))
        if view.isHidden, !all { continue }
        summaries.append(
          SourceSummary(source: source, location: location, isDerived: source.requirement != nil, view: view))
      }
      return summaries
    }
  }

  /// A source to read, at its present schema. Unknown and hidden ones get the same `denied`; the audit log knows why.
  /// - Parameter action: what the log says is done: read, describe, mask, run.
  public func source(
    _ name: String, for action: String, in context: AccessContext
  ) throws(CatalogError) -> ReadableSource {
    try decided(action, name, in: context) { () throws(CatalogError) in
      try readableSource(name, in: context)
    }
  }

  /// Why the context, or another principal in its place, sees a source as it does. One's own outside projects, any
  /// member's in a project; others' for those who govern.
  public func explain(
    _ name: String, for principal: String?, in context: AccessContext
  ) throws(CatalogError) -> Explanation {
    try decided("explain", name, in: context) { () throws(CatalogError) in
      var asked = context
      let governs = context.principal.has(.govern)
      if let principal, principal != context.principal.name {
        guard governs, let other = try self.principal(named: principal) else {
          throw CatalogError(.denied, "explaining another's view needs the permission govern")
        }
        asked = AccessContext(principal: other, project: nil, now: context.now)
      }
      var governance = try governance(of: [name])
      guard var source = governance.sources[name], let location = try location(of: name) else {
        throw .unavailable("source", name, because: "there is no such source")
      }
      if let schema = try? schemas.schema(ofLocation: location) { source.schema = schema }
      try addPrincipals(asked.project?.members ?? [], to: &governance)
      let explanation: Explanation
      do throws(PolicyError) { explanation = try governance.explanation(of: source, in: asked) } catch {
        throw CatalogError(error)
      }
      if case .hidden(let reason) = explanation.view, !governs {
        let isOfProject = asked.project?.sources.contains(name) == true
        if !isOfProject { throw .unavailable("source", name, because: reason.description) }
      }
      return explanation
    }
  }

  /// The source at its present schema and the context's view of it, or `denied`.
  func readableSource(_ name: String, in context: AccessContext) throws(CatalogError) -> ReadableSource {
    var governance = try governance(of: [name])
    guard var source = governance.sources[name], let location = try location(of: name) else {
      throw .unavailable("source", name, because: "there is no such source")
    }
    try addPrincipals(context.project?.members ?? [], to: &governance)
    // Whether it is hidden does not wait for its files, which may be out of reach.
    if case .hidden(let reason) = try governance.view(forReading: source, in: context) {
      throw .unavailable("source", name, because: reason.description)
    }
    if let derived = try derivedRecord(name), let dataset = try storedDataset(derived.dataset, of: derived.project) {
      try checkFiles(of: dataset, complete: false)
    }
    source.schema = try presentSchema(at: location)
    switch try governance.view(forReading: source, in: context) {
    case .hidden(let reason): throw .unavailable("source", name, because: reason.description)
    case .visible(let view): return ReadableSource(source: source, location: location, view: view)
    }
  }

  /// Everything that decides what a context sees: its own sources where it is in a project, all otherwise.
  private func governance(seenFrom context: AccessContext) throws(CatalogError) -> Governance {
    var governance = try governance()
    if context.project == nil { governance.principals = [context.principal.name: context.principal] }
    return governance
  }

  func presentSchema(at location: String) throws(CatalogError) -> Schema {
    do { return try schemas.schema(ofLocation: location) } catch let error as any LouverError {
      throw CatalogError(error)
    } catch {
      throw CatalogError(.io, "the schema cannot be read", place: Place(file: location))
    }
  }

  /// Where a source's files are; nil where there is no such source.
  func location(of source: String) throws(CatalogError) -> String? {
    if let declaration = try storedSource(source) { return declaration.location }
    return try derivedRecord(source).map { path(of: $0.dataset, in: $0.project) }
  }
}
