import Columnar
import Policy

extension Catalog {
  /// Makes a project of which the principal is the owner and a member who has acknowledged its purposes.
  /// Sources have to be visible to the principal. Throws `conflict` where the name is or was taken.
  public func createProject(
    _ name: String, sources: [String], members: [String], purposes: [String], in context: AccessContext
  ) throws(CatalogError) {
    let detail: JSON = ["sources": .sorted(sources), "members": .sorted(members), "purposes": .sorted(purposes)]
    try audited("project create", name, detail: detail, in: context) { () throws(CatalogError) in
      guard context.principal.has(.createProject) else {
        throw CatalogError(.denied, "making projects needs the permission create-project")
      }
      try Name.check(name, "project")
      try checkUnused(name, kind: "project", isTaken: try storedProject(name) != nil)
      let owner = context.principal.name
      try database.rows(
        "INSERT INTO project (name, owner, created) VALUES (?, ?, ?)", .text(name), .text(owner), .integer(context.now))
      try insertMember(owner, into: name)
      try addToStored(name, sources: sources, members: members, purposes: purposes, in: context)
    }
  }

  /// The projects the principal is a member of (for admins all), by name.
  public func projects(in context: AccessContext) throws(CatalogError) -> [Project] {
    try database.read { () throws(CatalogError) in
      let rows =
        context.principal.has(.admin)
        ? try database.rows("SELECT name FROM project WHERE deleted IS NULL ORDER BY name")
        : try database.rows(
          "SELECT project FROM project_member WHERE principal = ? ORDER BY project", .text(context.principal.name))
      var projects: [Project] = []
      for row in rows { if let project = try storedProject(row.text(0)) { projects.append(project) } }
      return projects
    }
  }

  /// Adds sources the principal can see, members and purposes. For the owner and admins.
  public func add(
    sources: [String], members: [String], purposes: [String], to name: String, in context: AccessContext
  ) throws(CatalogError) {
    let detail: JSON = ["sources": .sorted(sources), "members": .sorted(members), "purposes": .sorted(purposes)]
    try audited("project add", name, detail: detail, in: context) { () throws(CatalogError) in
      _ = try projectOfOwner(name, context)
      try addToStored(name, sources: sources, members: members, purposes: purposes, in: context)
    }
  }

  /// Takes sources, members and purposes away. For the owner and admins.
  public func remove(
    sources: [String], members: [String], purposes: [String], from name: String, in context: AccessContext
  ) throws(CatalogError) {
    let detail: JSON = ["sources": .sorted(sources), "members": .sorted(members), "purposes": .sorted(purposes)]
    try audited("project remove", name, detail: detail, in: context) { () throws(CatalogError) in
      let project = try projectOfOwner(name, context)
      guard !members.contains(project.owner) else {
        throw CatalogError(
          .conflict, "the owner of project \(name) stays a member", hint: "louver project transfer \(name) MEMBER")
      }
      for (given, there, what) in [
        (sources, project.sources, "source"), (members, project.members, "member"),
        (purposes, project.purposes, "purpose"),
      ] {
        for name in given where !there.contains(name) {
          throw CatalogError(.invalidArgument, "project \(project.name) has no \(what) \(name)")
        }
      }
      for source in sources {
        try database.rows("DELETE FROM project_source WHERE project = ? AND source = ?", .text(name), .text(source))
      }
      for member in members { try removeMember(member, from: name) }
      for purpose in purposes {
        try database.rows("DELETE FROM project_purpose WHERE project = ? AND purpose = ?", .text(name), .text(purpose))
      }
    }
  }

  /// The principal takes note of all the project's purposes, and may act under them from now on.
  public func acknowledge(_ name: String, in context: AccessContext) throws(CatalogError) {
    try audited("project acknowledge", name, in: context) { () throws(CatalogError) in
      let project = try projectOfMember(name, for: "acknowledge", context)
      try acknowledge(project.purposes, of: name, by: context.principal.name)
    }
  }

  /// The principal does not want to act under the project's purposes, or no longer: the project is closed to them until
  /// they acknowledge these.
  public func decline(_ name: String, in context: AccessContext) throws(CatalogError) {
    try audited("project decline", name, in: context) { () throws(CatalogError) in
      let project = try projectOfMember(name, for: "decline", context)
      guard !project.purposes.isEmpty else {
        throw CatalogError(.invalidArgument, "project \(name) has no purposes", hint: "louver project leave \(name)")
      }
      try database.rows(
        "DELETE FROM acknowledgement WHERE project = ? AND principal = ?", .text(name), .text(context.principal.name))
    }
  }

  /// The principal is a member no longer. An owner hands the project over or deletes it instead.
  public func leave(_ name: String, in context: AccessContext) throws(CatalogError) {
    try audited("project leave", name, in: context) { () throws(CatalogError) in
      let project = try projectOfMember(name, for: "leave", context)
      guard project.owner != context.principal.name else {
        throw CatalogError(
          .conflict, "the owner of project \(name) cannot leave it",
          hint: "louver project transfer \(name) MEMBER, or louver project delete \(name)")
      }
      try removeMember(context.principal.name, from: name)
    }
  }

  /// Hands the project over to another of its members. For the owner and admins.
  public func transfer(_ name: String, to member: String, in context: AccessContext) throws(CatalogError) {
    try audited("project transfer", name, detail: ["to": .string(member)], in: context) { () throws(CatalogError) in
      let project = try projectOfOwner(name, context)
      guard project.members.contains(member) else {
        throw CatalogError(.invalidArgument, "\(member) is not a member of project \(name)")
      }
      try database.rows("UPDATE project SET owner = ? WHERE name = ?", .text(member), .text(name))
    }
  }

  /// Stores the project that the principal's commands act in; nil is none.
  public func switchProject(to name: String?, in context: AccessContext) throws(CatalogError) {
    try audited("switch", name, in: context) { () throws(CatalogError) in
      guard let name else {
        try database.rows("DELETE FROM current_project WHERE principal = ?", .text(context.principal.name))
        return
      }
      _ = try projectOfMember(name, for: "switch to", context)
      try database.rows(
        "INSERT OR REPLACE INTO current_project (principal, project) VALUES (?, ?)", .text(context.principal.name),
        .text(name))
    }
  }
}
