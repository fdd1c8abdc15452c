import Catalog
import Policy

/// `louver datasets`: what the project's workspace holds.
enum DatasetsCommand {
  static let syntax = CommandSyntax(
    summary: "lists the project's datasets, and whether they are open to you now",
    json: """
      {"datasets": [{"name", "project", "path", "version", "author", "created", "parents", "columns", "open", "reasons"}]}; \
      columns are the only ones written, or null; reasons say why one is closed
      """,
    example: "datasets")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let session = try CatalogSession(arguments)
    let datasets = try session.catalog.datasets(in: session.context)
    if session.context.project == nil { console.remark("outside a project no workspace is visible") }
    try console.result(text: text(datasets), json: ["datasets": .array(datasets.map(json))])
  }

  private static func text(_ datasets: [DatasetSummary]) -> String {
    if datasets.isEmpty { return "no dataset yet\n" }
    var table = TextTable(["name", "from", "author", "created", "open"])
    for dataset in datasets {
      let reasons = dataset.failures.map(\.description).joined(separator: "; ")
      table.append([
        dataset.name, dataset.parents.joined(separator: ", "), dataset.author, Clock.text(dataset.created),
        reasons.isEmpty ? "yes" : "no: \(reasons)",
      ])
    }
    return table.text
  }

  private static func json(_ dataset: DatasetSummary) -> JSON {
    [
      "name": .string(dataset.name), "project": .string(dataset.project), "path": .string(dataset.path),
      "version": .string(dataset.version), "author": .string(dataset.author),
      "created": .string(Clock.text(dataset.created)), "parents": .array(dataset.parents.map(JSON.string)),
      "columns": dataset.columns.map { .sorted($0) } ?? .null,
      "open": .bool(dataset.failures.isEmpty), "reasons": .array(dataset.failures.map { .string($0.description) }),
    ]
  }
}
