import Catalog
import Expressions
import Policy

/// `louver explain`: why a source is seen as it is.
enum ExplainCommand {
  static let syntax = CommandSyntax(
    summary: "says why you see a source as you do",
    operands: [Operand("SOURCE")],
    options: [.forPrincipal],
    details:
      "Each policy that targets the source, whether it applies, and in a project which member causes which restriction.",
    json: """
      {"source", "hidden", "reason", "principals": [{"principal", "hidden", "reason", "policies": [{"policy", "kind", \
      "effect"}]}], "rows": [{"predicate", "causes"}], "columns": [{"path", "mask", "when", "causes"}], "together": \
      {COLUMN: mask that several come to}, "anonymity": [{"k", "columns", "causes"}], "losses": {PRINCIPAL: [texts]}}, \
      where causes are [{"policy", "member"}]
      """,
    example: "explain customers --for eric")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let session = try CatalogSession(arguments)
    let explanation = try session.catalog.explain(
      arguments.operands[0], for: arguments.value(.forPrincipal), in: session.context)
    try console.result(text: ExplanationText.text(explanation), json: ExplanationText.json(explanation))
  }
}
