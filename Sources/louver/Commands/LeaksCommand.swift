import Catalog
import Policy

/// `louver leaks`: who can pass on what by writing where others read.
enum LeaksCommand {
  static let syntax = CommandSyntax(
    summary: "finds who can pass on what others may not see, by writing where they read",
    options: [.database, .grant],
    details: """
      Sharing down: a writer sees what a reader may not. Sharing up, for information: the reader sees more. With --grant:
      only what that grant would add. The exit status is 3 if any sharing down is found.
      """,
    json: """
      {"findings": [{"database", "writer", "reader", "source", "kind": "down"|"up", "reveals": [texts]}]}, one for \
      each pair of principals
      """,
    example: "leaks --grant \"read payroll to mary\"")

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let session = try CatalogSession(arguments, inProject: false)
    let findings = try session.catalog.leaks(
      database: arguments.value(.database), grants: arguments.all(.grant), in: session.context)
    try console.result(text: text(findings), json: ["findings": .array(findings.flatMap(json))])
    return findings.contains { $0.kind == .down } ? .denied : .done
  }

  private static func text(_ findings: [SharingFinding]) -> String {
    if findings.isEmpty { return "nothing can be passed on to somebody who may not see it\n" }
    return findings.map { finding in
      let who = "\(finding.writers.joined(separator: ", ")) to \(finding.readers.joined(separator: ", "))"
      let head = "\(finding.database): sharing \(finding.kind.rawValue), \(who): \(finding.source)"
      return head.displayed + "\n" + finding.reveals.map { "  \($0.description.displayed)\n" }.joined()
    }.joined()
  }

  private static func json(_ finding: SharingFinding) -> [JSON] {
    finding.writers.flatMap { writer in
      finding.readers.map { reader in
        [
          "database": .string(finding.database), "writer": .string(writer), "reader": .string(reader),
          "source": .string(finding.source), "kind": .string(finding.kind.rawValue),
          "reveals": .array(finding.reveals.map { .string($0.description) }),
        ]
      }
    }
  }
}
