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
    var analysis = SharingAnalysis(self, databases: databases, now: now)
    let before = try analysis.findings(about: touched)
    analysis = SharingAnalysis(granted, databases: databases, now: now)
    return try analysis.findings(about: touched).flatMap { $0.removing(before) }.sorted()
  }
}

extension SharingFinding {
  /// What of the finding's pairs is in none of the others, by source, writers with the same readers left together.
  fileprivate func removing(_ others: [SharingFinding]) -> [SharingFinding] {
    sources.flatMap { source in
      let same = others.filter {
        $0.database == database && $0.kind == kind && $0.reveals == reveals && $0.sources.contains(source)
      }
      let left = Dictionary(grouping: writers) { writer in
        let known = same.filter { $0.writers.contains(writer) }
        return readers.filter { reader in !known.contains { $0.readers.contains(reader) } }
      }
      return left.compactMap { readers, writers -> SharingFinding? in
        var rest = self
        (rest.writers, rest.readers, rest.sources) = (writers, readers, [source])
        return readers.isEmpty ? nil : rest
      }
    }
  }
}
