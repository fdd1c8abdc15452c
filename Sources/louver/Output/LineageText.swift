import Catalog
import Policy

/// Where a derived source comes from, in words and as JSON.
enum LineageText {
  static func text(_ lineage: Lineage?) -> String {
    guard let lineage else { return "" }
    return (["readable by whoever \(lineage.requires)"] + lines(lineage)).map { $0.displayed + "\n" }.joined()
  }

  private static func lines(_ lineage: Lineage) -> [String] {
    let made = "dataset \(lineage.dataset) of project \(lineage.project)"
    let head = "made of \(made), written by \(lineage.author) at \(Clock.text(lineage.created))"
    return [head]
      + lineage.inputs.flatMap { input in
        ["from \(input.source), version \(input.version)"] + (input.lineage.map(lines) ?? [])
      }.map { "  " + $0 }
  }

  /// `fields`, or null for a base source.
  static func json(_ lineage: Lineage?) -> JSON {
    guard let lineage else { return .null }
    let inputs = lineage.inputs.map { input -> JSON in
      ["source": .string(input.source), "version": .string(input.version), "lineage": json(input.lineage)]
    }
    return [
      "project": .string(lineage.project), "dataset": .string(lineage.dataset), "author": .string(lineage.author),
      "created": .string(Clock.text(lineage.created)), "requires": .string(lineage.requires), "inputs": .array(inputs),
    ]
  }

  /// The fields of the JSON form.
  static let fields = """
    {"project", "dataset", "author", "created", "requires", "inputs": [{"source", "version", "lineage"}]}
    """
}
