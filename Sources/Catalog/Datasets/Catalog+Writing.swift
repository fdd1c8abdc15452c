import Columnar
import Policy

extension Catalog {
  /// Checks that the context may write the equalized views of sources, and plans it.
  ///
  /// From now until a write ends well, readers need what both the old and the new files require.
  /// - Parameter dataset: nil: named as its one source.
  /// - Parameter columns: the only ones to write, which asks less of readers; nil: all.
  public func planWriting(
    _ dataset: String?, from sources: [String], columns: [String]? = nil, mode: WritePlan.Mode,
    in context: AccessContext
  ) throws(CatalogError) -> WritePlan {
    var detail: [String: JSON] = ["sources": .array(sources.map(JSON.string)), "mode": .string(mode.rawValue)]
    detail["columns"] = columns.map(JSON.sorted)
    return try audited("write", dataset ?? sources.first, detail: .object(detail), in: context) {
      () throws(CatalogError) in
      let project = try projectToWriteIn(context)
      guard let name = dataset ?? (sources.count == 1 ? sources[0] : nil) else {
        throw CatalogError(.invalidArgument, "a dataset of several sources needs a name", hint: "--into NAME")
      }
      try Name.check(name, "dataset")
      let readable = try Set(sources).sorted().map { source throws(CatalogError) in
        try readableSource(source, in: context).showing(only: columns)
      }
      try checkNotDerived(from: name, of: project.name, readable)
      let requirement = try requirement(ofReading: readable, in: project)
      let lock = try lock(name, of: project.name)
      try announce(requirement, of: name, in: project.name, mode)
      let tag = try tag(of: name, in: project, readable, columns, requirement, context)
      return WritePlan(
        project: project.name, dataset: name, mode: mode, path: path(of: name, in: project.name), sources: readable,
        requirement: requirement, tag: try signed(.object(tag)), lock: lock,
        key: try SigningKey(master: masters.first))
    }
  }

  /// Signs and records the manifest of what was written, the files being in place; `files` are those that were written.
  public func finish(
    _ plan: WritePlan, rows: Int64, files: [FileSeal], in context: AccessContext
  ) throws(CatalogError) -> DatasetSummary {
    let detail: JSON = ["rows": .integer(rows), "mode": .string(plan.mode.rawValue)]
    return try audited("written", plan.dataset, detail: detail, in: context) { () throws(CatalogError) in
      guard try storedProject(plan.project) != nil, var record = try storedDataset(plan.dataset, of: plan.project)
      else {
        throw CatalogError(.conflict, "dataset \(plan.dataset) is gone: its project was deleted meanwhile")
      }
      let requirement = plan.mode == .append ? try record.requirement() : plan.requirement
      guard case .object(var manifest) = plan.tag.removing(SignedRecord.field) else {
        throw CatalogError(.invalidArgument, "not a plan of this catalog")
      }
      manifest.merge(requirement.json.object ?? [:]) { _, new in new }
      if plan.mode == .append, let files = record.manifest["opaque"]?.array {
        manifest["opaque"] = .array(files + (manifest["opaque"]?.array ?? []))
      }
      let earlier = plan.mode == .append ? record.manifest["files"]?.array ?? [] : []
      manifest["files"] = .array(earlier + files.map { $0.listing(tag: plan.tag) })
      manifest["rows"] = .integer(rows)
      manifest["command"] = plan.command.map { .array($0.map(JSON.string)) }
      record.manifest = try signed(.object(manifest))
      record.written = requirement.record
      record.pending = nil
      try store(record)
      try refreshSchemas(derivedFrom: plan)
      return try summary(of: record, in: context)
    }
  }

  func projectToWriteIn(_ context: AccessContext) throws(CatalogError) -> Project {
    guard let project = context.project else {
      throw CatalogError(
        .denied, "outside a project there is nowhere to write", hint: "louver switch NAME, or --project NAME")
    }
    return project
  }

  func lock(_ dataset: String, of project: String) throws(CatalogError) -> DatasetLock {
    try PrivateFile.makeDirectoryIfMissing("\(workspaces)/\(project)")
    return try DatasetLock(path: lockPath(of: dataset, in: project))
  }

  /// What those need who read what was made of sources.
  func requirement(
    ofReading sources: [ReadableSource], in project: Project
  ) throws(CatalogError) -> Requirement {
    var requirement = Requirement(views: [], purposes: project.purposes)
    for readable in sources {
      let own = RequiredView(
        source: readable.source.name, version: try version(at: readable.location), schema: readable.source.schema,
        view: .visible(readable.view))
      requirement = requirement.adding(Requirement(views: [own], purposes: []))
      if let inherited = readable.source.requirement { requirement = requirement.adding(inherited) }
    }
    return requirement
  }

  /// What is derived from a dataset cannot go into it: its requirement would be its own.
  func checkNotDerived(
    from dataset: String, of project: String, _ sources: [ReadableSource]
  ) throws(CatalogError) {
    for readable in sources {
      for name in [readable.source.name] + (readable.source.requirement?.sources ?? []) {
        guard let record = try derivedRecord(name), record.project == project, record.dataset == dataset else {
          continue
        }
        throw CatalogError(
          .conflict, "source \(readable.source.name) is made of this dataset", hint: "--into another dataset")
      }
    }
  }

  /// Records what is about to be written, so that nobody reads new files by what the old ones required.
  func announce(
    _ requirement: Requirement, of name: String, in project: String, _ mode: WritePlan.Mode
  ) throws(CatalogError) {
    var record = try recordToWrite(name, of: project, mode)
    var pending = requirement
    if let earlier = record.pending {
      do throws(PolicyError) { pending = try Requirement(record: earlier).adding(requirement) } catch {
        throw CatalogError(error)
      }
    }
    record.pending = pending.record
    try store(record)
  }

  /// The record of a dataset that may be written in this way, be it there yet or not.
  func recordToWrite(
    _ name: String, of project: String, _ mode: WritePlan.Mode
  ) throws(CatalogError) -> DatasetRecord {
    let record =
      try storedDataset(name, of: project) ?? DatasetRecord(project: project, name: name, manifest: .null)
    switch mode {
    case .new where record.written != nil:
      throw CatalogError(
        .conflict, "there is a dataset \(name) already", hint: "--replace, --append or --refresh, or another name")
    case .refresh where record.written == nil:
      throw CatalogError(.invalidArgument, "there is no dataset \(name) to refresh")
    case .append where (record.manifest["keyVersion"]?.integer ?? 1) != Int64(keyVersion):
      throw CatalogError(
        .conflict, "dataset \(name) was written with an earlier key, and tokens of two keys do not meet",
        hint: "--replace or --refresh writes it anew")
    case .new, .replace, .append, .refresh: return record
    }
  }

  func tag(
    of dataset: String, in project: Project, _ sources: [ReadableSource], _ columns: [String]?,
    _ requirement: Requirement, _ context: AccessContext
  ) throws(CatalogError) -> [String: JSON] {
    var tag = requirement.json.object ?? [:]
    tag["inputs"] = .sorted(sources.map(\.source.name))
    tag["columns"] = columns.map(JSON.sorted)
    tag["format"] = "louver/1"
    tag["project"] = .string(project.name)
    tag["dataset"] = .string(dataset)
    tag["author"] = .string(context.principal.name)
    tag["time"] = .string(Timestamp.text(context.now))
    tag["created"] = .string(String(context.now))
    // Two writes of one moment are not one.
    tag["write"] = .string(Digest.hex(try PrivateFile.random(count: 16)[...]))
    tag["keyVersion"] = .integer(Int64(keyVersion))
    return tag
  }

  func version(at location: String) throws(CatalogError) -> String {
    do { return try schemas.version(ofLocation: location) } catch let error as any LouverError {
      throw CatalogError(error)
    } catch {
      throw CatalogError(.io, "the files cannot be read", place: Place(file: location))
    }
  }

  /// Sources derived from the dataset have its new columns.
  private func refreshSchemas(derivedFrom plan: WritePlan) throws(CatalogError) {
    let names = try database.rows(
      "SELECT name FROM derived_source WHERE project = ? AND dataset = ?", .text(plan.project), .text(plan.dataset))
    for row in names { try store(try presentSchema(at: plan.path), of: row.text(0)) }
  }
}
