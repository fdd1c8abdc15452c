import Columnar
import Policy

/// A file of declarations: YAML 1.2 (or JSON), and its path, against which locations are resolved.
public struct DeclarationFile: Sendable {
  public var path: String
  public var text: [UInt8]

  public init(path: String, text: [UInt8]) {
    self.path = path
    self.text = text
  }
}

/// One thing that `apply` adds, changes or removes.
public struct Change: Hashable, Sendable {
  public enum Verb: String, Hashable, Sendable { case added, changed, removed }

  public var verb: Verb
  /// `principals`, `sources`, `policies` or `databases`.
  public var section: String
  public var name: String

  public init(_ verb: Verb, section: String, name: String) {
    self.verb = verb
    self.section = section
    self.name = name
  }
}

/// Which project a command acts in.
public enum ProjectChoice: Hashable, Sendable {
  /// What `switch` stored for the principal.
  case stored
  case named(String)
}

/// A source as a context may know it.
public struct SourceSummary: Sendable {
  public var source: Source
  /// Absolute path of the file, directory or glob.
  public var location: String
  public var isDerived: Bool
  /// Hidden only in the list of all sources, which is for admins.
  public var view: View
}

/// A source that a context may read, and how.
public struct ReadableSource: Sendable {
  public var source: Source
  public var location: String
  /// The context's view of the schema as it is now: in a project the equalized one.
  public var view: VisibleView
}

/// A project and what its members may see of its sources.
public struct ProjectReport: Sendable {
  public struct SourceReport: Sendable {
    public var name: String
    /// The equalized view; where it is hidden, the reason names the member and the predicate.
    public var view: View
    /// Who causes what: each restriction of the equalized view with the members and policies it comes from.
    public var explanation: Explanation
  }

  public var project: Project
  /// Members who have yet to acknowledge some of the purposes, and which.
  public var unacknowledged: [String: Set<String>]
  public var sources: [SourceReport]
}

/// A dataset of a workspace, and whether it is open to the context now.
public struct DatasetSummary: Sendable {
  public var name: String
  public var project: String
  /// Absolute path of its directory.
  public var path: String
  public var version: String
  public var author: String
  /// Nanoseconds since 1970.
  public var created: Int64
  /// Names of the sources it was written from.
  public var parents: [String]
  /// What is missing; empty where it is open.
  public var failures: [RequirementFailure]
  public var manifest: JSON
}

/// What to write, where, and what has to go with it; `Catalog.finish` records it when the files are in place.
public struct WritePlan: Sendable {
  public enum Mode: Hashable, Sendable { case new, replace, append, refresh }

  public var project: String
  public var dataset: String
  public var mode: Mode
  /// Absolute path of the dataset's directory, whether it is there yet or not; its parent is.
  public var path: String
  public var sources: [ReadableSource]
  public var requirement: Requirement
  /// Signed: what goes into every Parquet file's footer under `louver.policy`, as canonical JSON.
  public var tag: JSON
  let created: Int64
}

/// One entry of the audit log.
public struct AuditEntry: Hashable, Sendable {
  public var number: Int64
  /// Nanoseconds since 1970.
  public var time: Int64
  public var principal: String
  /// The operating-system user, where it is another.
  public var user: String
  public var project: String?
  public var action: String
  public var object: String?
  public var isAllowed: Bool
  /// Why, and what else belongs to it. Never a cell's value.
  public var detail: JSON
}
