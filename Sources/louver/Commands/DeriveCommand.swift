import Catalog
import Policy

/// `louver derive`: registers a dataset as a source.
enum DeriveCommand {
  static let syntax = CommandSyntax(
    summary: "registers a dataset as a source",
    operands: [Operand("NAME")],
    options: [.from, .tag],
    details: "Needs the permission derive. Access to the new source is what the dataset requires; it is printed.",
    json: """
      {"source", "requirement": {"words", "views": [{"source", "view"}], "purposes"}}
      """,
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
    let words = try source.requirement.map { try session.catalog.words(for: $0) } ?? ""
    try console.done(
      text: "made the source \(source.name), readable by whoever \(words)".displayed + "\n", json: json(source, words))
  }

  private static func json(_ source: Policy.Source, _ words: String) -> JSON {
    let views = (source.requirement?.views ?? []).map { required -> JSON in
      ["source": .string(required.source), "view": .string(ViewText.summary(required.view))]
    }
    return [
      "source": .string(source.name),
      "requirement": [
        "words": .string(words), "views": .array(views), "purposes": .sorted(source.requirement?.purposes ?? []),
      ],
    ]
  }
}
