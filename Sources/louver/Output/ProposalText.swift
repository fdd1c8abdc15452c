import Catalog
import Policy

/// What a change of a project would bring about, in words and as JSON.
enum ProposalText {
  static func text(_ report: ProposalReport) -> String {
    var lines = report.sources.flatMap(lines)
    if lines.isEmpty { lines = ["all members would see what they see now"] }
    for dataset in report.datasets {
      lines += dataset.closing.map { member, failures in
        "dataset \(dataset.name) would be closed to \(member): "
          + failures.map(\.description).joined(separator: "; ")
      }
      lines += dataset.opening.map { "dataset \(dataset.name) would be open to \($0)" }
    }
    let joining = report.after.members.subtracting(report.before.members).sorted()
    if !report.after.purposes.isEmpty {
      let purposes = report.after.purposes.sorted().joined(separator: ", ")
      lines += joining.map { "\($0) would have to acknowledge \(purposes)" }
    }
    return lines.map { $0.displayed + "\n" }.joined()
  }

  private static func lines(_ source: ProposalReport.SourceReport) -> [String] {
    if source.gained.isEmpty, source.lost.isEmpty { return [] }
    var lines: [String] = []
    if !source.gained.isEmpty { lines.append("source \(source.name) would show \(phrase(source.gained))") }
    if !source.lost.isEmpty { lines.append("source \(source.name) would no longer show \(phrase(source.lost))") }
    if case .hidden(let reason) = source.after.view { return lines + ["  because \(reason.description)"] }
    let known = Set(ExplanationText.lines(source.before).map(\.restriction))
    let new = ExplanationText.lines(source.after).filter { !known.contains($0.restriction) }
    return lines
      + new.map { "  \($0.restriction)" + ($0.causes.isEmpty ? "" : "  (\(ExplanationText.causes($0.causes)))") }
  }

  private static func phrase(_ revelations: [Revelation]) -> String {
    revelations.map(\.description).joined(separator: ", ")
  }

  static func json(_ report: ProposalReport) -> JSON {
    let sources = report.sources.map { source -> JSON in
      [
        "name": .string(source.name), "gains": texts(source.gained), "loses": texts(source.lost),
        "explanation": ExplanationText.json(source.after),
      ]
    }
    let datasets = report.datasets.map { dataset -> JSON in
      let closing = dataset.closing.map { member, failures in
        (member, JSON.array(failures.map { .string($0.description) }))
      }
      return [
        "name": .string(dataset.name), "closedTo": .object(Dictionary(closing) { $1 }),
        "openTo": .sorted(dataset.opening),
      ]
    }
    return [
      "members": .sorted(report.after.members), "sources": .array(sources), "datasets": .array(datasets),
    ]
  }

  private static func texts(_ revelations: [Revelation]) -> JSON {
    .array(revelations.map { .string($0.description) })
  }

  /// The fields of the JSON form.
  static let fields = """
    {"members", "sources": [{"name", "gains": [texts], "loses": [texts], "explanation"}], "datasets": [{"name", \
    "closedTo": {MEMBER: [reasons]}, "openTo": [members]}]}
    """
}
