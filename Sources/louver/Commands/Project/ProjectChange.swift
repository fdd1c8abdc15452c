import Catalog
import Engine
import Policy

/// The commands on projects that change one: they differ in what they ask of the catalog and in what they say.
enum ProjectChange {
  case create, add, remove, acknowledge, leave, transfer, delete

  var syntax: CommandSyntax {
    switch self {
    case .create:
      syntax(
        "makes a project of sources, members and purposes", options: [.source, .member, .purpose],
        details: """
          Needs the permission create-project. You become its owner and a member. You may add the sources you can see.
          Members act under its purposes once they acknowledge them.
          """,
        example: "project create story --source customers --member eric --purpose fraud")
    case .add:
      syntax(
        "adds sources, members or purposes to a project", options: [.source, .member, .purpose],
        details: "More members and fewer purposes mean that all of them see less.",
        example: "project add story --member nina")
    case .remove:
      syntax(
        "removes sources, members or purposes from a project", options: [.source, .member, .purpose],
        example: "project remove story --member nina")
    case .acknowledge:
      syntax(
        "acknowledges a project's purposes, so that you can act in it", options: [.decline],
        example: "project acknowledge story")
    case .leave: syntax("leaves a project", example: "project leave story")
    case .transfer:
      syntax(
        "hands a project over to another member", operands: [Operand("MEMBER")], example: "project transfer story mary")
    case .delete:
      syntax(
        "deletes a project and its workspace", options: [.purge],
        details: """
          Datasets that derived sources are made of are kept, unless --purge deletes them and these sources too. The name
          is never given out again.
          """,
        example: "project delete story")
    }
  }

  private func syntax(
    _ summary: String, operands: [Operand] = [], options: [Option] = [], details: String = "", example: String
  ) -> CommandSyntax {
    CommandSyntax(
      summary: summary, operands: [Operand("NAME")] + operands, options: options, details: details,
      json: "{\"project\": NAME, \"done\": what was done}"
        + (options == [.purge] ? ", and {\"removedSources\", \"keptDatasets\"}" : ""),
      example: example)
  }

  func run(_ arguments: Arguments, _ console: Console) throws {
    let session = try CatalogSession(arguments, inProject: false)
    let (catalog, context) = (session.catalog, session.context)
    let name = arguments.operands[0]
    let (sources, members, purposes) = (arguments.all(.source), arguments.all(.member), arguments.all(.purpose))
    switch self {
    case .create:
      try catalog.createProject(name, sources: sources, members: members, purposes: purposes, in: context)
    case .add:
      try requireSomething(arguments)
      try catalog.add(sources: sources, members: members, purposes: purposes, to: name, in: context)
    case .remove:
      try requireSomething(arguments)
      try catalog.remove(sources: sources, members: members, purposes: purposes, from: name, in: context)
    case .acknowledge where arguments.has(.decline):
      try catalog.decline(name, in: context)
      return try console.done(
        text: "declined \(name.displayed)\n", json: ["project": .string(name), "done": "declined"])
    case .acknowledge: try catalog.acknowledge(name, in: context)
    case .leave: try catalog.leave(name, in: context)
    case .transfer: try catalog.transfer(name, to: arguments.operands[1], in: context)
    case .delete: return try delete(name, purge: arguments.has(.purge), session, console)
    }
    try console.done(
      text: "\(done) \(name.displayed)\n", json: ["project": .string(name), "done": .string(done)])
  }

  private func delete(_ name: String, purge: Bool, _ session: CatalogSession, _ console: Console) throws {
    let deleted = try session.catalog.deleteProject(name, purge: purge, in: session.context)
    for directory in deleted.directories { Destination.remove(directory) }
    let removed = deleted.removedSources.map { "removed the source \($0.displayed)\n" }
    let kept = deleted.keptDatasets.map { "kept the dataset \($0.displayed), of which a source is made\n" }
    try console.done(
      text: "\(done) \(name.displayed)\n" + removed.joined() + kept.joined(),
      json: [
        "project": .string(name), "done": .string(done), "removedSources": .sorted(deleted.removedSources),
        "keptDatasets": .sorted(deleted.keptDatasets),
      ])
  }

  private func requireSomething(_ arguments: Arguments) throws(UsageError) {
    guard arguments.has(.source) || arguments.has(.member) || arguments.has(.purpose) else {
      throw UsageError("--source, --member or --purpose is missing")
    }
  }

  private var done: String {
    switch self {
    case .create: "created"
    case .add, .remove: "changed"
    case .acknowledge: "acknowledged"
    case .leave: "left"
    case .transfer: "transferred"
    case .delete: "deleted"
    }
  }
}
