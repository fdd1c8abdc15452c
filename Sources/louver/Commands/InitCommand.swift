import Catalog

/// `louver init`: makes a catalog.
enum InitCommand {
  static let syntax = CommandSyntax(
    summary: "makes a catalog in a directory",
    operands: [Operand("DIR", .optional, .directory)],
    options: [.workspaces],
    details: """
      Makes DIR/.louver (DIR: the working directory): the database, the master key (master.key; keep it secret and keep
      a copy), the key that verifies what is written (manifest.pub), and the projects' workspaces. You become its admin.
      """,
    json: "{\"catalog\", \"admin\"}",
    example: "init")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let user = try ProcessEnvironment.userName()
    let catalog = try Catalog.create(
      in: arguments.operand(0) ?? ".", workspaces: arguments.value(.workspaces), user: user, schemas: SourceFiles(),
      now: Clock.now())
    try console.done(
      text: "made \(ProcessEnvironment.fromHere(catalog.directory).displayed); \(user.displayed) is its admin\n",
      json: ["catalog": .string(catalog.directory), "admin": .string(user)])
  }
}
