import Policy

/// Which project a command acts in.
public enum ProjectChoice: Hashable, Sendable {
  /// None, whatever is stored: for commands that manage the catalog or projects.
  case none
  /// What `switch` stored for the principal.
  case stored
  case named(String)
}

extension Catalog {
  /// The context a command acts in: `name` nil is the operating-system user, another needs `act-as`.
  /// Throws `denied` where a project is named or stored in which the principal cannot act now.
  public func context(
    principal name: String?, project choice: ProjectChoice, now: Int64
  ) throws(CatalogError) -> AccessContext {
    let principal = try actingPrincipal(name, now: now)
    var context = AccessContext(principal: principal, now: now)
    switch choice {
    case .none: break
    case .named(let project):
      do throws(CatalogError) { context.project = try projectToActIn(project, for: context) } catch {
        let reason: JSON = ["reason": .string(error.reason ?? error.message)]
        try record("act in", object: project, isAllowed: false, detail: reason, in: context)
        throw error
      }
    case .stored:
      let stored = try database.rows(
        "SELECT project FROM current_project WHERE principal = ?", .text(principal.name)
      ).first
      if let stored { context.project = try projectToActIn(stored.text(0), for: context) }
    }
    return context
  }

  private func actingPrincipal(_ name: String?, now: Int64) throws(CatalogError) -> Principal {
    guard let own = try principal(named: user) else {
      throw CatalogError(.denied, "\(user) is not a principal of this catalog")
    }
    guard let name, name != user else { return own }
    let context = AccessContext(principal: own, now: now)
    guard own.has(.actAs) else {
      let error = CatalogError(.denied, "acting as another needs the permission act-as")
      try record("act-as", object: name, isAllowed: false, detail: ["reason": .string(error.message)], in: context)
      throw error
    }
    guard let principal = try principal(named: name) else {
      throw CatalogError(.denied, "\(name) is not a principal of this catalog")
    }
    return principal
  }

  /// Members act in a project once they have acknowledged its purposes.
  private func projectToActIn(_ name: String, for context: AccessContext) throws(CatalogError) -> Project {
    let project = try projectOfMember(name, for: "act in", context)
    let open = try unacknowledged(in: project, by: context.principal.name)
    guard open.isEmpty else {
      throw CatalogError(
        .denied, "purposes of project \(name) are not acknowledged yet: \(open.sorted().joined(separator: ", "))",
        hint: "louver project acknowledge \(name)")
    }
    return project
  }
}
