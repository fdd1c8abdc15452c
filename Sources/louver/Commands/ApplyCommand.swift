import Catalog
import Policy

/// `louver apply`: declares principals, sources, policies and databases.
enum ApplyCommand {
  static let syntax = CommandSyntax(
    summary: "declares principals, sources, policies and databases",
    operands: [Operand("FILE", .oneOrMore, .file)],
    options: [.dryRun],
    details: """
      The files are YAML 1.2 or JSON with the sections principals, sources, policies and databases, and remove, which
      lists by section the names that are to go: remove: {policies: [hash pii]}. What is named replaces what was there,
      what is not named stays. All of it counts, or nothing: unknown keys, references to nothing, and predicates or masks
      that do not fit are refused with their place. --dry-run tells who would see more, and who less, of which source.
      """,
    json: """
      {"changes": [{"verb": "added"|"changed"|"removed", "section", "name"}], "dryRun"}; with --dry-run also \
      "access": [{"source", "principals", "more": [texts], "less": [texts]}]
      """,
    example: "apply declarations.yaml --dry-run")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    var files: [DeclarationFile] = []
    for path in arguments.operands {
      files.append(DeclarationFile(path: path, text: try FileBytes.read(path)))
    }
    let session = try CatalogSession(arguments, inProject: false)
    if arguments.has(.dryRun) {
      let preview = try session.catalog.preview(files, in: session.context)
      return try console.result(text: text(preview), json: json(preview))
    }
    let changes = try session.catalog.apply(files, in: session.context)
    let text = changes.isEmpty ? "nothing changed\n" : changes.map(line).joined()
    try console.done(text: text, json: ["changes": .array(changes.map(json)), "dryRun": false])
  }

  private static func line(_ change: Change) -> String {
    "\(change.verb.rawValue): \(change.section.displayed) \(change.name.displayed)\n"
  }

  private static func text(_ preview: ApplyPreview) -> String {
    if preview.changes.isEmpty { return "nothing would change\n" }
    var lines = preview.access.flatMap { change in
      let who = "\(change.source): \(NameList.text(change.principals)) would see"
      return (change.gained.isEmpty ? [] : ["\(who) more: \(phrase(change.gained))"])
        + (change.lost.isEmpty ? [] : ["\(who) less: \(phrase(change.lost))"])
    }
    if lines.isEmpty { lines = ["nobody would see more or less of anything"] }
    return preview.changes.map { "would be " + line($0) }.joined() + lines.map { $0.displayed + "\n" }.joined()
  }

  private static func phrase(_ revelations: [Revelation]) -> String {
    revelations.map(\.description).joined(separator: ", ")
  }

  private static func json(_ change: Change) -> JSON {
    ["verb": .string(change.verb.rawValue), "section": .string(change.section), "name": .string(change.name)]
  }

  private static func json(_ preview: ApplyPreview) -> JSON {
    let access = preview.access.map { change -> JSON in
      [
        "source": .string(change.source), "principals": .sorted(change.principals),
        "more": .array(change.gained.map { .string($0.description) }),
        "less": .array(change.lost.map { .string($0.description) }),
      ]
    }
    return ["changes": .array(preview.changes.map(json)), "dryRun": true, "access": .array(access)]
  }
}
