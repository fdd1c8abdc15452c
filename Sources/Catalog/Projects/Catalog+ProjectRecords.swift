import Policy

extension Catalog {
  /// The project as it is now; nil where there is none of this name.
  func storedProject(_ name: String) throws(CatalogError) -> Project? {
    guard let row = try database.rows("SELECT owner FROM project WHERE name = ? AND deleted IS NULL", .text(name)).first
    else { return nil }
    return Project(
      name: name, owner: row.text(0),
      members: try texts("SELECT principal FROM project_member WHERE project = ?", name),
      sources: try texts("SELECT source FROM project_source WHERE project = ?", name),
      purposes: try texts("SELECT purpose FROM project_purpose WHERE project = ?", name))
  }

  /// A project that the principal is a member of. To others it is not available, whether it exists or not.
  func projectOfMember(
    _ name: String, for action: String, _ context: AccessContext, orAdmin: Bool = false
  ) throws(CatalogError) -> Project {
    guard let project = try storedProject(name) else {
      throw .unavailable("project", name, because: "there is no such project")
    }
    guard project.members.contains(context.principal.name) || orAdmin && context.principal.has(.admin) else {
      throw .unavailable("project", name, because: "\(context.principal.name) is not a member")
    }
    return project
  }

  /// A project that the principal may change: its owner, and admins.
  func projectOfOwner(_ name: String, _ context: AccessContext) throws(CatalogError) -> Project {
    let project = try projectOfMember(name, for: "change", context, orAdmin: true)
    guard project.owner == context.principal.name || context.principal.has(.admin) else {
      throw CatalogError(.denied, "only the owner of project \(name) or an admin may do that")
    }
    return project
  }

  /// The purposes of a project that a member has yet to acknowledge.
  func unacknowledged(in project: Project, by member: String) throws(CatalogError) -> Set<String> {
    let rows = try database.rows(
      "SELECT purpose FROM acknowledgement WHERE project = ? AND principal = ?", .text(project.name), .text(member))
    return project.purposes.subtracting(rows.map { $0.text(0) })
  }

  func acknowledge(_ purposes: Set<String>, of project: String, by member: String) throws(CatalogError) {
    for purpose in purposes.sorted() {
      try database.rows(
        "INSERT OR IGNORE INTO acknowledgement (project, principal, purpose) VALUES (?, ?, ?)", .text(project),
        .text(member), .text(purpose))
    }
  }

  private func texts(_ sql: String, _ project: String) throws(CatalogError) -> Set<String> {
    Set(try database.rows(sql, .text(project)).map { $0.text(0) })
  }
}
