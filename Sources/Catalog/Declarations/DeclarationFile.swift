import Policy

/// A file of declarations: YAML 1.2 (or JSON), and its path, against which locations are resolved.
public struct DeclarationFile: Sendable {
  /// Absolute, or relative to the working directory: what locations are resolved against is its directory.
  public var path: String
  public var text: [UInt8]

  public init(path: String, text: [UInt8]) {
    self.path = path
    self.text = text
  }
}

/// What `apply` would do.
public struct ApplyPreview: Sendable {
  public var changes: [Change]
  /// Who would see more or less, by source; empty for those who may not govern.
  public var access: [AccessChange]
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
