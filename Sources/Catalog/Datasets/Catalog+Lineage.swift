import Policy

/// Where a derived source comes from, down to the base sources.
public struct Lineage: Sendable {
  public struct Input: Sendable {
    public var source: String
    /// The state it was read in.
    public var version: String
    /// Nil for a base source.
    public var lineage: Lineage?
  }

  public var project: String
  public var dataset: String
  public var author: String
  /// Nanoseconds since 1970.
  public var created: Int64
  public var inputs: [Input]
  /// What a reader has to see, in words.
  public var requires: String
}

extension Catalog {
  /// How a source came about; nil for a base source. Whoever sees a derived source sees what it was made of as well.
  public func lineage(of source: ReadableSource) throws(CatalogError) -> Lineage? {
    try database.read { () throws(CatalogError) in try lineage(of: source.source.name, depth: 0) }
  }

  private func lineage(of name: String, depth: Int) throws(CatalogError) -> Lineage? {
    // Sources do not come from themselves, but a file may say anything.
    guard depth < 64, let record = try derivedRecord(name),
      let dataset = try storedDataset(record.dataset, of: record.project)
    else { return nil }
    let requirement = try dataset.requirement()
    let names = dataset.manifest["inputs"]?.strings ?? requirement.sources
    var inputs: [Lineage.Input] = []
    for name in names {
      let version = requirement.views.last { $0.source == name }?.version ?? ""
      inputs.append(
        Lineage.Input(source: name, version: version, lineage: try lineage(of: name, depth: depth + 1)))
    }
    return Lineage(
      project: record.project, dataset: record.dataset, author: dataset.manifest["author"]?.string ?? "",
      created: dataset.manifest["created"]?.string.flatMap { Int64($0) } ?? 0, inputs: inputs,
      requires: try words(for: requirement))
  }

  /// What a requirement asks of a reader: `sees customers.email in the clear and …`.
  public func words(for requirement: Requirement) throws(CatalogError) -> String {
    var governance = Governance(rules: try storedPolicies(), sampleDraw: sampleDraw)
    try addSources(requirement.sources, to: &governance)
    return governance.words(for: requirement)
  }
}
