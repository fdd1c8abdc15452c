import Columnar
import Policy

extension Catalog {
  /// Adds to a project within the caller's transaction. What is there already stays as it is.
  func addToStored(
    _ name: String, sources: [String], members: [String], purposes: [String], in context: AccessContext
  ) throws(CatalogError) {
    for member in members {
      guard try principal(named: member) != nil else {
        throw CatalogError(.invalidArgument, "\(member) is not a principal of this catalog")
      }
      try insertMember(member, into: name)
    }
    for purpose in purposes {
      guard !purpose.isEmpty,
        purpose.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty })
      else { throw CatalogError(.invalidArgument, "a purpose is a dotted name") }
      try database.rows(
        "INSERT OR IGNORE INTO project_purpose (project, purpose) VALUES (?, ?)", .text(name), .text(purpose))
    }
    if try storedProject(name)?.members.contains(context.principal.name) == true {
      try acknowledge(Set(purposes), of: name, by: context.principal.name)
    }
    for source in sources {
      try checkVisible(source, in: context, under: name)
      try database.rows(
        "INSERT OR IGNORE INTO project_source (project, source) VALUES (?, ?)", .text(name), .text(source))
    }
  }

  /// A source is added by somebody who can see it, by themselves or under the project's purposes.
  func checkVisible(_ source: String, in context: AccessContext, under name: String) throws(CatalogError) {
    let governance = try governance(of: [source])
    guard let found = governance.sources[source] else {
      throw .unavailable("source", source, because: "there is no such source")
    }
    let alone = AccessContext(principal: context.principal, now: context.now)
    let acting = AccessContext(principal: context.principal, project: try storedProject(name), now: context.now)
    guard case .hidden(let reason) = try governance.ownView(of: found, in: alone),
      case .hidden = try governance.ownView(of: found, in: acting)
    else { return }
    throw .unavailable("source", source, because: reason.description)
  }

  func insertMember(_ member: String, into project: String) throws(CatalogError) {
    try database.rows(
      "INSERT OR IGNORE INTO project_member (project, principal) VALUES (?, ?)", .text(project), .text(member))
  }

  func removeMember(_ member: String, from project: String) throws(CatalogError) {
    try database.rows(
      "DELETE FROM project_member WHERE project = ? AND principal = ?", .text(project), .text(member))
    try database.rows(
      "DELETE FROM current_project WHERE project = ? AND principal = ?", .text(project), .text(member))
  }

  /// Throws `conflict` for a name that is taken, or was: keys follow from names.
  func checkUnused(_ name: String, kind: String, isTaken: Bool) throws(CatalogError) {
    if isTaken { throw CatalogError(.conflict, "there is a \(kind) \(name) already") }
    let retired = try database.rows("SELECT 1 FROM retired_name WHERE kind = ? AND name = ?", .text(kind), .text(name))
    guard retired.isEmpty else {
      throw CatalogError(
        .conflict, "the name \(name) belonged to a \(kind) that was deleted",
        hint: "keys follow from names, so no name is given out again: choose another")
    }
  }

  func retire(_ name: String, kind: String) throws(CatalogError) {
    try database.rows("INSERT OR IGNORE INTO retired_name (kind, name) VALUES (?, ?)", .text(kind), .text(name))
  }
}
