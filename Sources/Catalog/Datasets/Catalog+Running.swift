import Columnar
import Policy

extension Catalog {
  /// What a command may see: every source that the project sees, at its present view. It goes into the audit log with
  /// the command, before anything is shown.
  public func expose(
    toCommand words: [String], into dataset: String?, in context: AccessContext
  ) throws(CatalogError) -> Exposure {
    let detail = { (exposure: Exposure) -> JSON in
      ["command": .array(words.map(JSON.string)), "inputs": .array(exposure.inputs.map(\.json))]
    }
    return try decided("run", dataset, in: context, describing: detail) { () throws(CatalogError) in
      let project = try projectToWriteIn(context)
      var inputs: [Exposure.Input] = []
      for summary in try sources(all: false, in: context) {
        inputs.append(try input(summary.source.name, project, context))
      }
      return Exposure(
        project: project, inputs: inputs,
        requirement: try requirement(ofReading: inputs.map(\.readable), in: project),
        cache: inputsDirectory(of: project.name))
    }
  }

  /// Where what commands read is kept.
  func inputsDirectory(of project: String) -> String { "\(workspaces)/\(project)/.inputs" }

  private func input(
    _ name: String, _ project: Project, _ context: AccessContext
  ) throws(CatalogError) -> Exposure.Input {
    let readable = try readableSource(name, in: context)
    let version = try version(at: readable.location)
    let identity: JSON = [
      "source": .string(name), "version": .string(version), "schema": readable.source.schema.json,
      "view": View.visible(readable.view).json, "project": .string(project.name),
      "keyVersion": .integer(Int64(keyVersion)),
    ]
    return Exposure.Input(
      readable: readable, version: version, fingerprint: Digest.hex(Array(identity.canonicalText.utf8)))
  }

  /// Keeps other commands from writing a dataset, and says early what would stand in the way of writing it.
  public func reserve(
    _ dataset: String, for exposure: Exposure, mode: WritePlan.Mode, in context: AccessContext
  ) throws(CatalogError) -> Reservation {
    try Name.check(dataset, "dataset")
    let project = exposure.project.name
    try checkNotDerived(from: dataset, of: project, exposure.inputs.map(\.readable))
    let lock = try lock(dataset, of: project)
    _ = try recordToWrite(dataset, of: project, mode)
    return Reservation(dataset: dataset, mode: mode, lock: lock)
  }

  /// Plans to write what a command made of what it was shown. The dataset requires what the inputs' views did then,
  /// whatever has changed since.
  public func planWriting(
    _ reservation: Reservation, of exposure: Exposure, by command: [String], opaque: [OpaqueFile],
    in context: AccessContext
  ) throws(CatalogError) -> WritePlan {
    let (name, mode) = (reservation.dataset, reservation.mode)
    let readable = exposure.inputs.map(\.readable)
    let sources: JSON = .array(readable.map { .string($0.source.name) })
    return try audited("write", name, detail: ["sources": sources, "mode": .string(mode.rawValue)], in: context) {
      () throws(CatalogError) in
      guard let project = try storedProject(exposure.project.name), project.members.contains(context.principal.name)
      else {
        throw CatalogError(.denied, "\(context.principal.name) is no longer a member of the project")
      }
      try announce(exposure.requirement, of: name, in: project.name, mode)
      var tag = try tag(of: name, in: exposure.project, readable, nil, exposure.requirement, context)
      if !opaque.isEmpty { tag["opaque"] = .array(opaque.map(\.json)) }
      return WritePlan(
        project: project.name, dataset: name, mode: mode, path: path(of: name, in: project.name), sources: readable,
        requirement: exposure.requirement, tag: try signed(.object(tag)), command: command, lock: reservation.lock,
        key: try SigningKey(master: masters.first))
    }
  }

  /// Where nothing may be read from but by the catalog's own means: its directory with the key files, all workspaces, and
  /// every source, whoever may see it. Absolute paths and globs.
  public func protectedLocations() throws(CatalogError) -> [String] {
    [directory, workspaces] + (try database.read { () throws(CatalogError) in try storedSources().map(\.location) })
  }
}

extension Exposure.Input {
  fileprivate var json: JSON {
    [
      "source": .string(readable.source.name), "version": .string(version),
      "view": View.visible(readable.view).json,
    ]
  }
}
