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
      {"findings": [{"database", "writer", "reader", "source", "kind": "down"|"up", "reveals": [texts]}], "waysOut": \
      [{"database", "project", "sources", "members"}]}; a finding for each pair of principals, a way out for each \
      database where a project would mend it
      """,
    example: "leaks --grant \"read payroll to mary\"")

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let session = try CatalogSession(arguments, inProject: false)
    let findings = try session.catalog.leaks(
      database: arguments.value(.database), grants: arguments.all(.grant), in: session.context)
    if console.isJSON { try printJSON(findings) } else { try printText(findings) }
    return findings.contains { $0.kind == .down } ? .denied : .done
  }

  private static func printText(_ findings: [SharingFinding]) throws {
    if findings.isEmpty {
      try StandardStream.output.write(Array("nothing can be passed on to somebody who may not see it\n".utf8))
    }
    let waysOut = Dictionary(WayOut.all(for: findings, isForPeople: true).map { ($0.database, $0) }) { first, _ in first
    }
    for (index, finding) in findings.enumerated() {
      var lines = [
        "\(finding.database): sharing \(finding.kind.rawValue), \(NameList.text(finding.writers)) to "
          + "\(NameList.text(finding.readers)): \(NameList.text(finding.sources))"
      ]
      lines += finding.reveals.map { "  \($0.description)" }
      let isLast = index + 1 == findings.count || findings[index + 1].database != finding.database
      if isLast, let way = waysOut[finding.database] { lines.append(way.text) }
      try StandardStream.output.write(Array(lines.map { $0.displayed + "\n" }.joined().utf8))
    }
  }

  /// Pair by pair, for there may be very many.
  private static func printJSON(_ findings: [SharingFinding]) throws {
    try StandardStream.output.write(Array("{\n  \"findings\": [".utf8))
    var separator = "\n    "
    for finding in findings {
      let reveals = JSON.array(finding.reveals.map { .string($0.description) })
      for source in finding.sources {
        for writer in finding.writers {
          let pairs = finding.readers.map { reader in
            let pair: JSON = [
              "database": .string(finding.database), "writer": .string(writer), "reader": .string(reader),
              "source": .string(source), "kind": .string(finding.kind.rawValue), "reveals": reveals,
            ]
            defer { separator = ",\n    " }
            return separator + pair.compactText
          }
          try StandardStream.output.write(Array(pairs.joined().utf8))
        }
      }
    }
    let waysOut = JSON.array(WayOut.all(for: findings).map(\.json))
    try StandardStream.output.write(Array("\n  ],\n  \"waysOut\": \(waysOut.compactText)\n}\n".utf8))
  }
}
