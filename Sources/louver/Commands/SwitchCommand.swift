/// `louver switch`: the principal's current project.
enum SwitchCommand {
  static let syntax = CommandSyntax(
    summary: "chooses the project to work in",
    operands: [Operand("NAME", .optional)],
    options: [.none],
    details: "It is stored for the principal, in the catalog. --project and LOUVER_PROJECT come first, where given.",
    json: "{\"project\": NAME or null}",
    example: "switch story")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let name = arguments.operand(0)
    guard (name == nil) == arguments.has(.none) else {
      throw UsageError("either a project's NAME or --none", hint: "louver project list shows your projects")
    }
    let session = try CatalogSession(arguments, inProject: false)
    try session.catalog.switchProject(to: name, in: session.context)
    try console.done(
      text: name.map { "now in the project \($0.displayed)\n" } ?? "now in no project\n",
      json: ["project": name.map { .string($0) } ?? .null])
  }
}
