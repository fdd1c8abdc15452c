import Catalog
import Columnar
import Expressions
import Masking
import Policy

/// `louver describe`: a source's columns, and what the context's view does to them.
enum DescribeCommand {
  static let syntax = CommandSyntax(
    summary: "shows a source's columns and what your view does to them",
    operands: [Operand("SOURCE")],
    json: """
      {"source", "columns": [{"path", "type", "nullable", "tags", "masks": [{"mask", "when"}]}], "rows": [predicates], \
      "anonymity": [{"k", "columns"}], "lineage": null or \(LineageText.fields)}
      """,
    example: "describe customers")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let session = try CatalogSession(arguments)
    let found = try session.catalog.source(arguments.operands[0], for: "describe", in: session.context)
    let lineage = try session.catalog.lineage(of: found)
    try console.result(text: text(found) + LineageText.text(lineage), json: json(found, lineage))
  }

  private static func text(_ found: ReadableSource) -> String {
    var table = TextTable(["column", "type", "tags", "shown as"])
    for leaf in found.source.schema.leaves {
      table.append([
        leaf.shortPath, TypeText.of(leaf), found.source.tags(of: leaf).sorted().joined(separator: ", "),
        ViewText.treatment(found.view.columns[leaf.shortPath]),
      ])
    }
    let rows = found.view.rows.map(\.text).sorted().map { "rows: only where \($0.displayed)\n" }
    let anonymity = found.view.anonymity.map(ViewText.text).sorted().map { "rare combinations: \($0.displayed)\n" }
    return table.text + rows.joined() + anonymity.joined()
  }

  private static func json(_ found: ReadableSource, _ lineage: Lineage?) -> JSON {
    let columns = found.source.schema.leaves.map { leaf -> JSON in
      [
        "path": .string(leaf.shortPath), "type": .string(TypeText.of(leaf)),
        "nullable": .bool(leaf.repetitions.contains(.optional)), "tags": .sorted(found.source.tags(of: leaf)),
        "masks": ViewText.json(found.view.columns[leaf.shortPath]),
      ]
    }
    return [
      "source": .string(found.source.name), "columns": .array(columns), "rows": .sorted(found.view.rows.map(\.text)),
      "anonymity": ViewText.json(found.view.anonymity), "lineage": LineageText.json(lineage),
    ]
  }
}
