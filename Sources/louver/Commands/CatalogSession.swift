import Catalog
import Columnar
import Engine
import Masking
import Parquet
import Policy

/// The catalog a command works with, and the context it acts in.
struct CatalogSession {
  let catalog: Catalog
  let context: AccessContext
  private let arguments: Arguments

  /// - Parameter inProject: whether the command acts in the current project; those that manage the catalog or
  ///   projects act in none.
  init(_ arguments: Arguments, inProject: Bool = true) throws {
    guard let directory = try Self.directory(arguments) else {
      throw StreamError(
        message: "there is no catalog here or above", hint: "louver init makes one; --catalog DIR names one elsewhere")
    }
    self.arguments = arguments
    catalog = try Catalog(opening: directory, user: try ProcessEnvironment.userName(), schemas: SourceFiles())
    context = try catalog.context(
      principal: Self.principal(arguments), project: inProject ? Self.project(arguments) : .none, now: Clock.now())
  }

  /// `--catalog`, else `LOUVER_CATALOG`, else the nearest one upward; nil where there is none.
  static func directory(_ arguments: Arguments) throws -> String? {
    try arguments.value(.catalog) ?? ProcessEnvironment.variable("LOUVER_CATALOG")
      ?? Catalog.nearest(upwardFrom: ProcessEnvironment.workingDirectory)
  }

  /// The project that is named or stored, nil where there is none one can act in now.
  var currentProject: String? {
    let chosen = try? catalog.context(
      principal: Self.principal(arguments), project: Self.project(arguments), now: context.now)
    return chosen?.project?.name
  }

  private static func principal(_ arguments: Arguments) -> String? {
    arguments.value(.principal) ?? ProcessEnvironment.variable("LOUVER_AS")
  }

  private static func project(_ arguments: Arguments) -> ProjectChoice {
    (arguments.value(.project) ?? ProcessEnvironment.variable("LOUVER_PROJECT")).map { .named($0) } ?? .stored
  }
}

extension CatalogSession {
  /// The job that makes one dataset of what a command wrote: all of it, and nothing of its form.
  func job(rewriting directory: String) throws -> Job {
    var options = try JobOptions(arguments)
    options.rewritesAll = true
    return try Job(
      source: try Engine.Source(location: directory, arguments), view: VisibleView(),
      keys: .bare(try SecretKey.random()), options: options)
  }

  /// The job that shows a source as the context may see it.
  /// - Parameter version: the one that the files must have; nil: any.
  func job(showing found: ReadableSource, columns: [String]? = nil, version: String? = nil) throws -> Job {
    let source = try Engine.Source(location: found.location, arguments)
    // The view was made for the schema that the catalog saw: another one might have columns it says nothing of.
    guard source.schema.fields == found.source.schema.fields, try version == nil || version == source.version() else {
      throw StreamError(
        message: "the files changed meanwhile", place: Place(file: found.location), kind: .malformed, hint: "try again")
    }
    return try Job(
      source: source, view: found.view, columns: columns, keys: catalog.maskKeys(for: found.source.name, in: context),
      options: try JobOptions(arguments))
  }

  /// The job that shows a dataset, which is masked already.
  func job(showing dataset: DatasetSummary, columns: [String]?) throws -> Job {
    try Job(
      source: try Engine.Source(location: dataset.path, arguments), view: VisibleView(),
      columns: columns, keys: .bare(try SecretKey.random()), options: try JobOptions(arguments))
  }
}

/// What the catalog has to know of columnar files.
struct SourceFiles: SchemaProvider {
  func schema(ofLocation location: String) throws -> Schema { try Engine.Source(location: location).schema }

  func version(ofLocation location: String) throws -> String { try Engine.Source(location: location).version() }

  func files(ofDataset directory: String, complete: Bool) throws -> [DatasetFile] {
    try Engine.Source.sealedFiles(of: directory, complete: complete).map { file in
      DatasetFile(name: file.name, seal: file.seal, tag: file.tag.flatMap { try? JSON(parsing: $0) })
    }
  }
}
