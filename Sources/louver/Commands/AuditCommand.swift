import Catalog
import Columnar
import Policy

/// `louver audit`: the log.
enum AuditCommand {
  static let syntax = CommandSyntax(
    summary: "prints the log of who did what",
    options: [.since, .byPrincipal, .verify],
    details: "Without the permission audit: your own entries. --verify recomputes the hash chain instead.",
    json: """
      {"entries": [{"number", "time", "principal", "user", "project", "action", "object", "allowed", "detail"}]}; with \
      --verify {"verified": entries}
      """,
    example: "audit --since 2024-01-31 --principal eric")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let since = try arguments.value(.since).map { (text) throws(UsageError) in try instant(text) }
    let session = try CatalogSession(arguments, inProject: false)
    if arguments.has(.verify) {
      let count = try session.catalog.verifyAudit(in: session.context)
      return try console.result(
        text: "\(count) entries, the chain is whole\n", json: ["verified": .integer(Int64(count))])
    }
    let entries = try session.catalog.auditEntries(
      since: since, principal: arguments.value(.byPrincipal), in: session.context)
    try console.result(text: text(entries), json: ["entries": .array(entries.map(json))])
  }

  /// A date or a timestamp in UTC, as nanoseconds since 1970.
  private static func instant(_ text: String) throws(UsageError) -> Int64 {
    guard let moment = Moment.parse(text), let nanoseconds = Int64(exactly: moment.nanoseconds) else {
      throw UsageError("--since \(text.quoted): expected a date or a time", hint: "such as 2024-01-31T12:00:00Z")
    }
    return nanoseconds
  }

  private static func text(_ entries: [AuditEntry]) -> String {
    var table = TextTable(["number", "time", "principal", "project", "action", "object", "allowed"], alignments)
    for entry in entries {
      let who = entry.user == entry.principal ? entry.principal : "\(entry.principal) (\(entry.user))"
      table.append([
        String(entry.number), Clock.text(entry.time), who, entry.project ?? "", entry.action, entry.object ?? "",
        entry.isAllowed ? "yes" : "no",
      ])
    }
    return table.text
  }

  private static let alignments: [TextTable.Alignment] = [.right, .left, .left, .left, .left, .left, .left]

  private static func json(_ entry: AuditEntry) -> JSON {
    [
      "number": .integer(entry.number), "time": .string(Clock.text(entry.time)), "principal": .string(entry.principal),
      "user": .string(entry.user), "project": entry.project.map { .string($0) } ?? .null,
      "action": .string(entry.action), "object": entry.object.map { .string($0) } ?? .null,
      "allowed": .bool(entry.isAllowed), "detail": entry.detail,
    ]
  }
}
