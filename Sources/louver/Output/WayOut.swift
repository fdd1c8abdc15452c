import Policy

/// What to do about sharing down in one database: a project, in which all see what every one of them may see.
struct WayOut {
  let database: String
  let project: String
  let sources: [String]
  let members: [String]

  /// One for each database with findings that a project would mend: those of sources that the readers may see in part.
  static func all(for findings: [SharingFinding]) -> [WayOut] {
    let mendable = findings.filter { $0.kind == .down && !$0.isHiddenFromReaders }
    return Dictionary(grouping: mendable, by: \.database).sorted { $0.key < $1.key }.map { database, findings in
      WayOut(
        database: database, project: projectName(database),
        sources: Set(findings.flatMap(\.sources)).sorted(),
        members: Set(findings.flatMap { $0.writers + $0.readers }).sorted())
    }
  }

  /// A command to copy; of many sources and members, the first few.
  var text: String {
    let limit = 5
    let options =
      sources.prefix(limit).map { "--source \($0)" } + members.prefix(limit).map { "--member \($0)" }
    let left = max(0, sources.count - limit) + max(0, members.count - limit)
    let command = "louver project create \(project) \(options.joined(separator: " "))"
    return "way out: \(command)" + (left > 0 ? " … (\(left) more)" : "")
  }

  var json: JSON {
    [
      "database": .string(database), "project": .string(project), "sources": .sorted(sources),
      "members": .sorted(members),
    ]
  }

  /// Of the database's name what may stand in a project's.
  private static func projectName(_ database: String) -> String {
    let plain = database.unicodeScalars.map { scalar -> Character in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        ? Character(scalar) : "-"
    }
    return "shared-" + String(plain.prefix(100))
  }
}
