import Columnar
import Policy

/// A dataset of a workspace, and whether it is open to the context now.
public struct DatasetSummary: Sendable {
  public var name: String
  public var project: String
  /// Absolute path of its directory.
  public var path: String
  public var author: String
  /// Nanoseconds since 1970.
  public var created: Int64
  /// A text that changes with every write.
  public var version: String
  public var rows: Int64
  /// Names of the sources it was written from, those they were derived from included.
  public var parents: [String]
  /// Names of the sources it was written from themselves.
  public var inputs: [String]
  /// The only columns that were written; nil: all.
  public var columns: [String]?
  /// The command that wrote it; nil: it is a masked source.
  public var command: [String]?
  /// What the context lacks; empty where the dataset is open.
  public var failures: [RequirementFailure]
  /// Signed.
  public var manifest: JSON

  public var isOpen: Bool { failures.isEmpty }
}

extension Catalog {
  /// The datasets of the current project's workspace, by name; none outside a project.
  public func datasets(in context: AccessContext) throws(CatalogError) -> [DatasetSummary] {
    guard let project = context.project else { return [] }
    return try database.read { () throws(CatalogError) in
      var summaries: [DatasetSummary] = []
      for record in try storedDatasets(of: project.name) where !record.manifest.isNull {
        summaries.append(try summary(of: record, in: context))
      }
      return summaries
    }
  }

  /// A dataset of the current project's workspace to read, if it is open to the principal now.
  public func dataset(_ name: String, in context: AccessContext) throws(CatalogError) -> DatasetSummary {
    try decided("read dataset", name, in: context) { () throws(CatalogError) in
      try openDataset(name, in: context)
    }
  }

  /// Registers an open dataset of the current project as a source, which requires of its readers what the dataset does.
  /// Column tags come by name from the parents; `tags` adds to them. Needs `derive`.
  public func derive(
    _ name: String, from dataset: String, tags: [String: Set<String>], in context: AccessContext
  ) throws(CatalogError) -> Source {
    try audited("derive", name, detail: ["from": .string(dataset)], in: context) { () throws(CatalogError) in
      guard context.principal.has(.derive) else {
        throw CatalogError(.denied, "registering a derived source needs the permission derive")
      }
      try Name.check(name, "source")
      let summary = try openDataset(dataset, complete: true, in: context)
      try checkUnused(name, kind: "source", isTaken: try source(named: name) != nil)
      let schema = try presentSchema(at: summary.path)
      var columns = try inheritedTags(of: schema, from: summary)
      for (column, added) in tags {
        let leaves = schema.leaves(named: column)
        guard !leaves.isEmpty else {
          throw CatalogError(.invalidArgument, "the dataset has no such column", place: Place(column: column))
        }
        for leaf in leaves { columns[leaf.shortPath, default: []].formUnion(added) }
      }
      let record: JSON = ["owner": .string(context.principal.name), "columns": .object(columns.mapValues(JSON.sorted))]
      try database.rows(
        "INSERT INTO derived_source (name, project, dataset, record) VALUES (?, ?, ?, ?)", .text(name),
        .text(summary.project), .text(dataset), .text(record.canonicalText))
      try store(schema, of: name)
      guard let source = try source(named: name) else { throw CatalogError(.io, "source \(name) is gone") }
      return source
    }
  }

  private func inheritedTags(
    of schema: Schema, from dataset: DatasetSummary
  ) throws(CatalogError) -> [String: Set<String>] {
    var parents: [Source] = []
    for name in dataset.parents { if let parent = try source(named: name) { parents.append(parent) } }
    return Governance.inheritedTags(of: schema, from: parents)
  }

  /// Throws unless the dataset is open to the context, and its files are those that were written: as far as their footers tell,
  /// or where `complete` is set in every byte.
  private func openDataset(
    _ name: String, complete: Bool = false, in context: AccessContext
  ) throws(CatalogError) -> DatasetSummary {
    guard let project = context.project else {
      throw .unavailable("dataset", name, because: "outside projects no workspace is visible")
    }
    guard let record = try storedDataset(name, of: project.name), !record.manifest.isNull else {
      throw .unavailable("dataset", name, because: "there is no such dataset")
    }
    let summary = try summary(of: record, in: context)
    guard summary.isOpen else {
      let reasons = summary.failures.map(\.description).joined(separator: "; ")
      var error = CatalogError(
        .denied, "dataset \(name) is closed to \(context.principal.name)", hint: "louver mask --refresh writes it anew")
      error.reason = reasons
      throw error
    }
    try checkFiles(of: record, complete: complete)
    return summary
  }

  func summary(of record: DatasetRecord, in context: AccessContext) throws(CatalogError) -> DatasetSummary {
    let requirement = try record.requirement()
    var governance = Governance(rules: try storedPolicies(), sampleDraw: sampleDraw)
    try addSources(requirement.sources, to: &governance)
    return DatasetSummary(
      name: record.name, project: record.project, path: path(of: record.name, in: record.project),
      author: record.manifest["author"]?.string ?? "",
      created: record.manifest["created"]?.string.flatMap { Int64($0) } ?? 0, version: record.version,
      rows: record.manifest["rows"]?.integer ?? 0, parents: requirement.sources,
      inputs: record.manifest["inputs"]?.strings ?? [], columns: record.manifest["columns"]?.strings,
      command: record.manifest["command"]?.strings,
      failures: governance.failures(of: requirement, in: context), manifest: record.manifest)
  }
}
