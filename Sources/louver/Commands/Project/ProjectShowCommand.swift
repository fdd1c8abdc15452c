import Catalog
import Policy

/// `louver project show`: a project, and what its members may see of its sources, and because of whom.
enum ProjectShowCommand {
  static let syntax = CommandSyntax(
    summary: "shows a project and what its members see, and because of whom",
    operands: [Operand("NAME")],
    options: [.whatIf],
    details: """
      Of every source what the project sees, which member's which policy causes it, and what each member loses by it.
      --what-if tells the owner what a change would bring about, datasets that would close included.
      """,
    json: """
      {"name", "owner", "members", "purposes", "unacknowledged": {MEMBER: [purposes]}, "sources": [{"name", "hidden", \
      "reason", "explanation"}]}; with --what-if \(ProposalText.fields); explanation as in `louver explain`
      """,
    example: "project show story --what-if add-member nina")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let session = try CatalogSession(arguments, inProject: false)
    if let text = arguments.value(.whatIf) {
      guard let change = ProposedChange(text) else {
        throw UsageError(
          "--what-if \(text.quoted): expected \(ProposedChange.words.joined(separator: ", ")) and a name")
      }
      let report = try session.catalog.proposal(change, for: arguments.operands[0], in: session.context)
      return try console.result(text: ProposalText.text(report), json: ProposalText.json(report))
    }
    let report = try session.catalog.project(arguments.operands[0], in: session.context)
    try console.result(text: text(report), json: json(report))
  }

  private static func text(_ report: ProjectReport) -> String {
    let project = report.project
    var lines = [
      "project \(project.name), owned by \(project.owner)",
      "members: \(project.members.sorted().joined(separator: ", "))",
    ]
    if !project.purposes.isEmpty { lines.append("purposes: \(project.purposes.sorted().joined(separator: ", "))") }
    for (member, purposes) in report.unacknowledged.sorted(by: { $0.key < $1.key }) {
      lines.append("\(member) has yet to acknowledge \(purposes.sorted().joined(separator: ", "))")
    }
    var text = lines.map { $0.displayed + "\n" }.joined()
    for source in report.sources {
      text += "\nsource \(source.name.displayed): \(ViewText.summary(source.view).displayed)\n"
      if case .hidden(let reason) = source.view { text += "  because \(reason.description.displayed)\n" }
      let lines = ExplanationText.restrictions(source.explanation) + ExplanationText.losses(source.explanation)
      text += lines.split(separator: "\n").map { "  \($0)\n" }.joined()
    }
    return text
  }

  private static func json(_ report: ProjectReport) -> JSON {
    let sources = report.sources.map { source -> JSON in
      var members: [String: JSON] = [
        "name": .string(source.name), "hidden": .bool(source.view.isHidden), "reason": .null,
        "explanation": ExplanationText.json(source.explanation),
      ]
      if case .hidden(let reason) = source.view { members["reason"] = .string(reason.description) }
      return .object(members)
    }
    return [
      "name": .string(report.project.name), "owner": .string(report.project.owner),
      "members": .sorted(report.project.members), "purposes": .sorted(report.project.purposes),
      "unacknowledged": .object(report.unacknowledged.mapValues { .sorted($0) }), "sources": .array(sources),
    ]
  }
}
