import Policy

/// A dataset as the database keeps it.
struct DatasetRecord: Sendable {
  var project: String
  var name: String
  /// Signed; null while the first write has not ended.
  var manifest: JSON
  /// What the last write that ended well requires, and what one that has not ended requires as well.
  var written: JSON?
  var pending: JSON?

  /// A text that changes with every write: 16 digits of the manifest's digest.
  var version: String {
    Digest.hex(Digest.sha256(Array(manifest.canonicalText.utf8)).prefix(8))
  }

  /// What a reader needs: of a write that has not ended nobody knows which of its files are there.
  func requirement() throws(CatalogError) -> Requirement {
    var requirement = Requirement(views: [], purposes: [])
    for record in [written, pending] {
      guard let record else { continue }
      do throws(PolicyError) {
        requirement = requirement.adding(try Requirement(record: record))
      } catch {
        throw CatalogError(error)
      }
    }
    return requirement
  }
}

extension Catalog {
  func storedDataset(_ name: String, of project: String) throws(CatalogError) -> DatasetRecord? {
    try database.rows(
      "SELECT project, name, manifest, requirement, pending FROM dataset WHERE project = ? AND name = ?",
      .text(project), .text(name)
    ).first.map { row throws(CatalogError) in try Self.dataset(row) }
  }

  func storedDatasets(of project: String) throws(CatalogError) -> [DatasetRecord] {
    try database.rows(
      "SELECT project, name, manifest, requirement, pending FROM dataset WHERE project = ? ORDER BY name",
      .text(project)
    ).map { row throws(CatalogError) in try Self.dataset(row) }
  }

  func store(_ dataset: DatasetRecord) throws(CatalogError) {
    try database.rows(
      """
      INSERT INTO dataset (project, name, manifest, requirement, pending) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET manifest = excluded.manifest, requirement = excluded.requirement,
        pending = excluded.pending
      """, .text(dataset.project), .text(dataset.name), .text(dataset.manifest.canonicalText),
      .text((dataset.written ?? .null).canonicalText), .optional(dataset.pending?.canonicalText))
  }

  /// The directory of a dataset's files, absolute.
  func path(of dataset: String, in project: String) -> String { "\(workspaces)/\(project)/\(dataset)" }

  /// The file whose lock is the right to write a dataset.
  func lockPath(of dataset: String, in project: String) -> String { "\(workspaces)/\(project)/.\(dataset).lock" }

  private static func dataset(_ row: SQLRow) throws(CatalogError) -> DatasetRecord {
    let written = try json(row.text(3))
    return DatasetRecord(
      project: row.text(0), name: row.text(1), manifest: try json(row.text(2)),
      written: written.isNull ? Optional.none : written,
      pending: try row.optionalText(4).map { text throws(CatalogError) in try json(text) })
  }
}
