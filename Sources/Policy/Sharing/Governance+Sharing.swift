/// Access to a source that is thought of but not given yet.
public struct Grant: Hashable, Sendable {
  public var source: String
  public var principal: String

  public init(source: String, principal: String) {
    self.source = source
    self.principal = principal
  }
}

extension Governance {
  /// The share-down audit of databases: sharing down, and for information sharing up, by classes of principals.
  public func sharingFindings(in databases: [SharedDatabase], now: Int64) throws(PolicyError) -> [SharingFinding] {
    var analysis = SharingAnalysis(self, databases: databases, now: now)
    return try analysis.findings(about: sources.keys)
  }

  /// The findings that grants would add: access beyond what access policies open, all other policies as they are.
  public func sharingFindings(
    addedBy grants: Set<Grant>, in databases: [SharedDatabase], now: Int64
  ) throws(PolicyError) -> [SharingFinding] {
    var granted = self
    granted.grants.formUnion(grants)
    let names = Set(grants.map(\.source))
    let touched = sources.values.filter { source in lineage(of: source).contains { names.contains($0.name) } }
      .map(\.name)
    // Nobody else's view changes.
    let people = Set(grants.map(\.principal))
    var analysis = SharingAnalysis(self, databases: databases, now: now)
    let known = try analysis.findings(about: touched).flatMap { $0.involving(people) }
    let before = Dictionary(grouping: known, by: \.question)
    analysis = SharingAnalysis(granted, databases: databases, now: now)
    let after = try analysis.findings(about: touched).flatMap { $0.involving(people) }
    return after.flatMap { $0.removing(before[$0.question] ?? []) }.sorted()
  }
}

extension SharingFinding {
  /// Findings that do not have this in common have no pair in common.
  fileprivate var question: [String] { [database, kind.rawValue] + reveals.map(\.description) }

  /// The finding's pairs of which one is among some principals.
  fileprivate func involving(_ people: Set<String>) -> [SharingFinding] {
    let parts = [
      (writers.filter(people.contains), readers),
      (writers.filter { !people.contains($0) }, readers.filter(people.contains)),
    ]
    return parts.compactMap { writers, readers -> SharingFinding? in
      var part = self
      (part.writers, part.readers) = (writers, readers)
      return writers.isEmpty || readers.isEmpty ? nil : part
    }
  }

  /// What of the finding's pairs is in none of the others, by source, writers with the same readers left together.
  fileprivate func removing(_ others: [SharingFinding]) -> [SharingFinding] {
    sources.flatMap { source in
      // Readers that a writer has in the others: of one source, no pair is in two findings.
      var known: [String: Set<String>] = [:]
      for other in others where other.sources.contains(source) {
        for writer in other.writers { known[writer, default: []].formUnion(other.readers) }
      }
      let left = Dictionary(grouping: writers) { writer in
        guard let seen = known[writer] else { return readers }
        return readers.filter { !seen.contains($0) }
      }
      return left.compactMap { readers, writers -> SharingFinding? in
        var rest = self
        (rest.writers, rest.readers, rest.sources) = (writers, readers, [source])
        return readers.isEmpty ? nil : rest
      }
    }
  }
}
