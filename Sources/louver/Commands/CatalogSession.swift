import Catalog
import Columnar
import Engine
import Glibc
import Policy

/// The catalog a command works with, and the context it acts in.
struct CatalogSession {
  let catalog: Catalog
  let context: AccessContext

  init(_ arguments: Arguments) throws {
    guard let directory = Self.directory(arguments) else {
      throw StreamError(
        message: "there is no catalog here or above", hint: "louver init makes one; --catalog DIR names one elsewhere")
    }
    catalog = try Catalog(
      opening: directory, user: try ProcessEnvironment.userName(), schemas: SourceFiles())
    let project = arguments.value(.project) ?? ProcessEnvironment.variable("LOUVER_PROJECT")
    context = try catalog.context(
      principal: arguments.value(.principal) ?? ProcessEnvironment.variable("LOUVER_AS"),
      project: project.map(ProjectChoice.named) ?? .stored, now: Clock.now())
  }

  /// `--catalog`, else `LOUVER_CATALOG`, else the nearest one upward; nil where there is none.
  static func directory(_ arguments: Arguments) -> String? {
    arguments.value(.catalog) ?? ProcessEnvironment.variable("LOUVER_CATALOG")
      ?? Catalog.nearest(upwardFrom: ProcessEnvironment.workingDirectory)
  }
}

/// What the catalog has to know of columnar files.
struct SourceFiles: SchemaProvider {
  func schema(ofLocation location: String) throws -> Schema { throw UsageError(location) }

  func version(ofLocation location: String) throws -> String { throw UsageError(location) }
}
