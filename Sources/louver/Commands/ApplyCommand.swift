import Catalog
import Policy

/// `louver apply`: declares principals, sources, policies and databases.
enum ApplyCommand {
  static let syntax = CommandSyntax(
    summary: "declares principals, sources, policies and databases",
    operands: [Operand("FILE", .oneOrMore, .file)],
    options: [.dryRun],
    details: """
      The files are YAML 1.2 or JSON with the sections principals, sources, policies and databases. All of them count,
      or none: unknown keys, references to nothing, and predicates or masks that do not fit are refused with their place.
      """,
    json: "{\"changes\": [{\"verb\": \"added\"|\"changed\"|\"removed\", \"section\", \"name\"}], \"dryRun\"}",
    example: "apply declarations.yaml")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    var files: [DeclarationFile] = []
    for path in arguments.operands {
      files.append(DeclarationFile(path: path, text: try FileBytes.read(path)))
    }
    let session = try CatalogSession(arguments, inProject: false)
    let isDryRun = arguments.has(.dryRun)
    let changes = try session.catalog.apply(files, dryRun: isDryRun, in: session.context)
    try console.done(text: text(changes, isDryRun), json: json(changes, isDryRun))
  }

  private static func text(_ changes: [Change], _ isDryRun: Bool) -> String {
    if changes.isEmpty { return isDryRun ? "nothing would change\n" : "nothing changed\n" }
    return changes.map { change in
      "\(isDryRun ? "would be " : "")\(change.verb.rawValue): \(change.section.displayed) \(change.name.displayed)\n"
    }.joined()
  }

  private static func json(_ changes: [Change], _ isDryRun: Bool) -> JSON {
    let list = changes.map { change -> JSON in
      ["verb": .string(change.verb.rawValue), "section": .string(change.section), "name": .string(change.name)]
    }
    return ["changes": .array(list), "dryRun": .bool(isDryRun)]
  }
}
