import Catalog
import Policy

/// `louver sources`: what the context can see.
enum SourcesCommand {
  static let syntax = CommandSyntax(
    summary: "lists the sources that you can see here",
    options: [.all],
    details: "In a project: its sources. In none: all you may see. With --all, for admins: hidden ones too.",
    json: """
      {"sources": [{"name", "owner", "tags", "derived", "hidden", "masked": [columns], "rows": [predicates]}]}; with \
      --all also "location" and "reason"
      """,
    example: "sources")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let session = try CatalogSession(arguments)
    let all = arguments.has(.all)
    let sources = try session.catalog.sources(all: all, in: session.context)
    try console.result(
      text: text(sources), json: ["sources": .array(sources.map { json($0, withLocation: all) })])
  }

  private static func text(_ sources: [SourceSummary]) -> String {
    if sources.isEmpty { return "no source is visible here\n" }
    var table = TextTable(["name", "owner", "tags", "view"])
    for summary in sources {
      let source = summary.source
      table.append([
        source.name, source.owner ?? "", source.tags.sorted().joined(separator: ", "), ViewText.summary(summary.view),
      ])
    }
    return table.text
  }

  private static func json(_ summary: SourceSummary, withLocation: Bool) -> JSON {
    let source = summary.source
    var members: [String: JSON] = [
      "name": .string(source.name), "owner": source.owner.map(JSON.string) ?? .null, "tags": .sorted(source.tags),
      "derived": .bool(summary.isDerived),
    ]
    if withLocation { members["location"] = .string(summary.location) }
    switch summary.view {
    case .hidden(let reason):
      members["hidden"] = true
      if withLocation { members["reason"] = .string(reason.description) }
    case .visible(let view):
      members["hidden"] = false
      members["masked"] = .sorted(view.columns.keys)
      members["rows"] = .sorted(view.rows.map(\.text))
    }
    return .object(members)
  }
}
