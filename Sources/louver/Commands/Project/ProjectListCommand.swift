import Catalog
import Policy

/// `louver project list`: the projects one is a member of.
enum ProjectListCommand {
  static let syntax = CommandSyntax(
    summary: "lists your projects (for admins: all)",
    json: "{\"projects\": [{\"name\", \"owner\", \"members\", \"sources\", \"purposes\", \"current\"}]}",
    example: "project list")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let session = try CatalogSession(arguments, inProject: false)
    let current = session.currentProject
    let projects = try session.catalog.projects(in: session.context)
    try console.result(
      text: text(projects, current: current),
      json: ["projects": .array(projects.map { json($0, current: current) })])
  }

  private static func text(_ projects: [Project], current: String?) -> String {
    if projects.isEmpty { return "no project\n" }
    var table = TextTable(["", "name", "owner", "members", "sources", "purposes"])
    for project in projects {
      table.append([
        project.name == current ? "*" : "", project.name, project.owner,
        project.members.sorted().joined(separator: ", "), project.sources.sorted().joined(separator: ", "),
        project.purposes.sorted().joined(separator: ", "),
      ])
    }
    return table.text
  }

  private static func json(_ project: Project, current: String?) -> JSON {
    [
      "name": .string(project.name), "owner": .string(project.owner), "members": .sorted(project.members),
      "sources": .sorted(project.sources), "purposes": .sorted(project.purposes),
      "current": .bool(project.name == current),
    ]
  }
}
