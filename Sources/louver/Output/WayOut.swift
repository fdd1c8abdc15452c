import Policy

/// What to do about sharing down in one database: a project, in which all see what every one of them may see.
struct WayOut {
  let database: String
  let project: String
  let sources: [String]
  let members: [String]

  /// How many sources and members a command to copy names at most.
  private static let shown = 5

  /// One for each database with findings that a project would mend: those of sources that the readers may see in part.
  /// - Parameter isForPeople: who read no more than the first few names.
  static func all(for findings: [SharingFinding], isForPeople: Bool = false) -> [WayOut] {
    let mendable = findings.filter { $0.kind == .down && !$0.isHiddenFromReaders }
    return Dictionary(grouping: mendable, by: \.database).sorted { $0.key < $1.key }.map { database, findings in
      // The first of all are among the first of each.
      func union(_ lists: [[String]]) -> [String] {
        let parts = isForPeople ? lists.map { Array($0.prefix(shown + 1)) } : lists
        return Set(parts.joined()).sorted()
      }
      return WayOut(
        database: database, project: projectName(database), sources: union(findings.map(\.sources)),
        members: union(findings.map(\.writers) + findings.map(\.readers)))
    }
  }

  /// A command to copy; of many sources and members, the first few.
  var text: String {
    let options =
      sources.prefix(Self.shown).map { "--source \($0)" } + members.prefix(Self.shown).map { "--member \($0)" }
    let isAll = sources.count <= Self.shown && members.count <= Self.shown
    return "way out: louver project create \(project) \(options.joined(separator: " "))" + (isAll ? "" : " …")
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
