import Columnar
import Masking
import Policy

/// What a masked dataset was written from, and how.
public struct WrittenView: Sendable {
  /// At the view that the dataset was written at.
  public var source: ReadableSource
  public var keys: MaskKeys
  /// The dataset's directory, absolute.
  public var path: String
}

extension Catalog {
  /// What a dataset of the current project was written from, to check it against that. For admins.
  ///
  /// Throws `invalidArgument` where it is not one masked source written in one go, `conflict` where that source has
  /// changed since.
  public func writtenView(ofDataset name: String, in context: AccessContext) throws(CatalogError) -> WrittenView {
    try decided("scan", name, in: context) { () throws(CatalogError) in
      guard context.principal.has(.admin) else {
        throw CatalogError(.denied, "scanning a dataset needs the permission admin")
      }
      guard let project = context.project, let record = try storedDataset(name, of: project.name), record.written != nil
      else { throw .unavailable("dataset", name, because: "there is no such dataset") }
      let inputs = record.manifest["inputs"]?.strings ?? []
      let views = try record.requirement().views.filter { inputs.contains($0.source) }
      guard record.manifest["command"] == nil, inputs.count == 1, views.count == 1,
        case .visible(let view) = views[0].view, let version = record.manifest["keyVersion"]?.integer,
        let master = masters[Int(version)]
      else {
        throw CatalogError(
          .invalidArgument, "dataset \(name) is not one masked source written in one go",
          hint: "louver mask --refresh writes it anew")
      }
      guard var source = try source(named: views[0].source), let location = try location(of: source.name),
        try self.version(at: location) == views[0].version
      else {
        throw CatalogError(
          .conflict, "the source of dataset \(name) has changed since it was written",
          hint: "louver mask --refresh writes it anew")
      }
      source.schema = views[0].schema
      return WrittenView(
        source: ReadableSource(source: source, location: location, view: view),
        keys: maskKeys(for: source.name, master: master, in: context), path: path(of: name, in: project.name))
    }
  }
}
