/// `louver export`: the declarations as YAML.
enum ExportCommand {
  static let syntax = CommandSyntax(
    summary: "prints the declarations as YAML",
    details: "Applying what it prints changes nothing.",
    json: "{\"yaml\"}",
    example: "export > declarations.yaml")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let session = try CatalogSession(arguments, inProject: false)
    let yaml = try session.catalog.export(in: session.context)
    try console.result(text: yaml, json: ["yaml": .string(yaml)])
  }
}
