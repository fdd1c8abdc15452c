import Columnar
import Policy

/// The audit log: an append-only table in which every entry's hash covers its record and the hash before it.
///
/// `hash(n) = SHA-256(hash(n - 1) ‖ canonical JSON of record n)`, `hash(0)` being 32 zero bytes. How many entries
/// there are stands in the settings, so that the last ones cannot go unnoticed either.
struct AuditChain {
  private static let countSetting = "audit entries"

  let database: Database

  /// Adds an entry, within the caller's transaction or one of its own.
  func append(_ entry: AuditEntry) throws(CatalogError) {
    try database.write { () throws(CatalogError) in
      let last = try database.rows("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").first
      var entry = entry
      entry.number = (last?.integer(0) ?? 0) + 1
      let text = entry.json.canonicalText
      let hash = Self.hash(text, after: last?.blob(1) ?? [UInt8](repeating: 0, count: Digest.length))
      try database.rows(
        "INSERT INTO audit (number, record, hash) VALUES (?, ?, ?)", .integer(entry.number), .text(text), .blob(hash))
      try database.rows(
        "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", .text(Self.countSetting),
        .text(String(entry.number)))
    }
  }

  /// The entries from an instant on (nanoseconds since 1970), the oldest first.
  func entries(since: Int64?, principal: String?) throws(CatalogError) -> [AuditEntry] {
    let rows = try database.rows("SELECT record FROM audit ORDER BY number")
    var entries: [AuditEntry] = []
    for row in rows {
      guard let json = try? JSON(parsing: row.text(0)), let entry = AuditEntry(json: json) else {
        throw CatalogError(
          .malformed, "the audit log holds an entry that cannot be read", hint: "louver audit --verify")
      }
      if let since, entry.time < since { continue }
      if let principal, entry.principal != principal { continue }
      entries.append(entry)
    }
    return entries
  }

  /// Checks every entry against the chain and gives their number. Throws `malformed`, naming the first broken entry.
  func verify() throws(CatalogError) -> Int {
    try database.read { () throws(CatalogError) in
      var hash = [UInt8](repeating: 0, count: Digest.length)
      var number: Int64 = 0
      for row in try database.rows("SELECT number, record, hash FROM audit ORDER BY number") {
        number += 1
        guard row.integer(0) == number else { throw broken(number, "is missing") }
        hash = Self.hash(row.text(1), after: hash)
        guard row.blob(2) == hash, (try? JSON(parsing: row.text(1)))?["number"]?.integer == number else {
          throw broken(number, "does not fit the chain")
        }
      }
      let recorded = try database.rows("SELECT value FROM setting WHERE name = ?", .text(Self.countSetting)).first
      guard (recorded.flatMap { Int64($0.text(0)) } ?? 0) == number else { throw broken(number + 1, "is missing") }
      return Int(number)
    }
  }

  private func broken(_ number: Int64, _ why: String) -> CatalogError {
    CatalogError(.malformed, "audit log: entry \(number) \(why)")
  }

  private static func hash(_ record: String, after previous: [UInt8]) -> [UInt8] {
    Digest.sha256(previous + Array(record.utf8))
  }
}

extension AuditEntry {
  public var json: JSON {
    var members: [String: JSON] = [
      "number": .integer(number), "time": .string(String(time)), "principal": .string(principal), "user": .string(user),
      "action": .string(action), "allowed": .bool(isAllowed), "detail": detail,
    ]
    members["project"] = project.map(JSON.string)
    members["object"] = object.map(JSON.string)
    return .object(members)
  }

  init?(json: JSON) {
    guard let number = json["number"]?.integer, let time = json["time"]?.string.flatMap({ Int64($0) }),
      let principal = json["principal"]?.string, let user = json["user"]?.string,
      let action = json["action"]?.string, let isAllowed = json["allowed"]?.boolean
    else { return nil }
    self.init(
      number: number, time: time, principal: principal, user: user, project: json["project"]?.string, action: action,
      object: json["object"]?.string, isAllowed: isAllowed, detail: json["detail"] ?? .null)
  }
}
