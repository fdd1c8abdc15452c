import Catalog
import Policy

/// `louver derive`: registers a dataset as a source.
enum DeriveCommand {
  static let syntax = CommandSyntax(
    summary: "registers a dataset as a source",
    operands: [Operand("NAME")],
    options: [.from, .tag],
    details: "Needs the permission derive. Access to the new source is what the dataset requires; it is printed.",
    json: "{\"source\", \"requirement\": {\"views\": [{\"source\", \"view\"}], \"purposes\"}}",
    example: "derive customers-masked --from customers --tag email=pii.email")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    guard let dataset = arguments.value(.from) else {
      throw UsageError("--from is missing", hint: "the dataset that the source is made of")
    }
    var tags: [String: Set<String>] = [:]
    for text in arguments.all(.tag) {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw UsageError("--tag \(text.quoted): expected COL=TAG") }
      tags[parts[0], default: []].insert(parts[1])
    }
    let session = try CatalogSession(arguments)
    let source = try session.catalog.derive(arguments.operands[0], from: dataset, tags: tags, in: session.context)
    try console.done(text: text(source), json: json(source))
  }

  private static func text(_ source: Policy.Source) -> String {
    var lines = ["made the source \(source.name); to read it one has to"]
    for required in source.requirement?.views ?? [] {
      lines.append("  see at least this of \(required.source): \(ViewText.summary(required.view))")
    }
    if let purposes = source.requirement?.purposes, !purposes.isEmpty {
      lines.append("  act under \(purposes.sorted().joined(separator: ", "))")
    }
    return lines.map { $0.displayed + "\n" }.joined()
  }

  private static func json(_ source: Policy.Source) -> JSON {
    let views = (source.requirement?.views ?? []).map { required -> JSON in
      ["source": .string(required.source), "view": .string(ViewText.summary(required.view))]
    }
    return [
      "source": .string(source.name),
      "requirement": ["views": .array(views), "purposes": .sorted(source.requirement?.purposes ?? [])],
    ]
  }
}
