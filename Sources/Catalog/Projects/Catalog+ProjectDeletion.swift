import Policy

/// What remains to be done when a project is deleted, and what goes with it.
public struct DeletedProject: Sendable {
  /// Directories that nobody needs any more, absolute: the caller removes them.
  public var directories: [String]
  /// Sources derived from the project's datasets that are gone as well.
  public var removedSources: [String]
  /// Datasets that are kept, as sources are made of them.
  public var keptDatasets: [String]
}

extension Catalog {
  /// Deletes a project; its name is never given out again, for keys follow from it. Datasets that derived sources are
  /// made of are kept, out of reach but through these. With `purge` they go as well, and the sources with them, which
  /// have to be the principal's own (or they govern). For the owner and admins.
  @discardableResult
  public func deleteProject(
    _ name: String, purge: Bool, in context: AccessContext
  ) throws(CatalogError) -> DeletedProject {
    try audited("project delete", name, detail: ["purge": .bool(purge)], in: context) { () throws(CatalogError) in
      _ = try projectOfOwner(name, context)
      let derived = try derivedRecords().filter { $0.project == name }
      if purge { for source in derived { try remove(source, in: context) } }
      let kept = purge ? [] : Set(derived.map(\.dataset))
      var directories: [String] = []
      for dataset in try storedDatasets(of: name) where !kept.contains(dataset.name) {
        // Nobody is to be writing what goes now.
        if try PrivateFile.isDirectory("\(workspaces)/\(name)") {
          _ = try DatasetLock(path: lockPath(of: dataset.name, in: name))
        }
        directories.append(path(of: dataset.name, in: name))
        try database.rows("DELETE FROM dataset WHERE project = ? AND name = ?", .text(name), .text(dataset.name))
      }
      if kept.isEmpty {
        directories = ["\(workspaces)/\(name)"]
        try database.rows("DELETE FROM project WHERE name = ?", .text(name))
      } else {
        directories.append(inputsDirectory(of: name))
        try closeProject(name, context)
      }
      try retire(name, kind: "project")
      return DeletedProject(
        directories: directories, removedSources: purge ? derived.map(\.name) : [], keptDatasets: kept.sorted())
    }
  }

  /// Takes everything from a project but the datasets that are left.
  private func closeProject(_ name: String, _ context: AccessContext) throws(CatalogError) {
    for table in ["current_project", "acknowledgement", "project_member", "project_source", "project_purpose"] {
      try database.rows("DELETE FROM \(table) WHERE project = ?", .text(name))
    }
    try database.rows("UPDATE project SET deleted = ? WHERE name = ?", .integer(context.now), .text(name))
  }

  private func remove(_ source: DerivedRecord, in context: AccessContext) throws(CatalogError) {
    guard source.owner == context.principal.name || context.principal.has(.govern) else {
      throw CatalogError(.denied, "source \(source.name) is made of a dataset of the project, and not yours")
    }
    let users = try database.rows(
      "SELECT project FROM project_source WHERE source = ? ORDER BY project", .text(source.name)
    )
    .map { $0.text(0) }.filter { $0 != source.project }
    guard users.isEmpty else {
      throw CatalogError(.conflict, "source \(source.name) belongs to projects: \(users.joined(separator: ", "))")
    }
    try database.rows("DELETE FROM derived_source WHERE name = ?", .text(source.name))
    try database.rows("DELETE FROM source_schema WHERE source = ?", .text(source.name))
    try retire(source.name, kind: "source")
  }
}
