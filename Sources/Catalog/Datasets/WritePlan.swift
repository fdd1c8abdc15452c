import Columnar
import Policy

/// What to write, where, and what has to go with it. `Catalog.finish` records it when the files are in place; the plan
/// keeps other commands from writing the same dataset until it is let go.
public struct WritePlan: Sendable {
  public enum Mode: String, Hashable, Sendable {
    /// The dataset must not be there yet.
    case new
    /// Its files are replaced, or made.
    case replace
    /// Files are added to it.
    case append
    /// It must be there, and its files are replaced.
    case refresh
  }

  public var project: String
  public var dataset: String
  public var mode: Mode
  /// Absolute path of the dataset's directory, whether it is there yet or not; its parent is.
  public var path: String
  /// With the views to write: of columns that are not wanted, nothing.
  public var sources: [ReadableSource]
  public var requirement: Requirement
  /// Signed: what the tags of all files have in common.
  public var tag: JSON
  /// The command that writes it in the clean room; nil: `mask` does.
  public var command: [String]?
  let lock: DatasetLock
  let key: SigningKey

  /// Signed: what goes into the footer of a Parquet file under `louver.policy`, as canonical JSON.
  public func tag(of file: FileSeal) throws(CatalogError) -> JSON {
    guard case .object(var members) = tag.removing(SignedRecord.field) else {
      throw CatalogError(.invalidArgument, "not a plan of this catalog")
    }
    members["content"] = file.json
    return try SignedRecord.sign(.object(members), with: key)
  }
}
