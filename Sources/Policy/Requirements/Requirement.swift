import Columnar

/// A source and the view it was read at when something was written from it.
public struct RequiredView: Hashable, Sendable {
  public var source: String
  /// Which state of the source was read: a text that changes with its files.
  public var version: String
  /// The source's schema as it was read: a reader's own view is compared over the same columns.
  public var schema: Schema
  public var view: View

  public init(source: String, version: String, schema: Schema, view: View) {
    self.source = source
    self.version = version
    self.schema = schema
    self.view = view
  }
}

/// What a reader's own access must at least be before a dataset or derived source opens.
public struct Requirement: Hashable, Sendable {
  /// A source may occur more than once: all hold.
  public var views: [RequiredView]
  /// Purposes to act under.
  public var purposes: Set<String>

  public init(views: [RequiredView], purposes: Set<String>) {
    self.views = views
    self.purposes = purposes
  }

  /// What must hold for both: views that are there already are not repeated.
  public func adding(_ other: Requirement) -> Requirement {
    let new = other.views.filter { !views.contains($0) }
    return Requirement(views: views + new, purposes: purposes.union(other.purposes))
  }

  /// Names of the sources whose views decide, sorted.
  public var sources: [String] { Set(views.map(\.source)).sorted() }
}

/// What a context lacks for a requirement.
public indirect enum RequirementFailure: Hashable, Sendable {
  /// A purpose the project does not have.
  case purpose(String)
  /// A source it was written from is hidden.
  case hidden(source: String, HiddenReason)
  /// It was written with more of a source than the reader may see.
  case reveals(source: String, [Revelation])

  public var description: String {
    switch self {
    case .purpose(let name): "the purpose \(name) is not acted under"
    case .hidden(let source, let reason): "\(source) is hidden: \(reason.description)"
    case .reveals(let source, let revelations):
      "it holds more of \(source) than is seen: \(revelations.map(\.description).joined(separator: ", "))"
    }
  }
}
