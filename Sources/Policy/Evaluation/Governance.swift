import Columnar
import Expressions

/// Principals, sources and policies: everything that decides who sees what. A value; nothing is cached across a change.
public struct Governance: Sendable {
  public var principals: [String: Principal]
  public var sources: [String: Source]
  public var rules: [String: PolicyRule] {
    didSet { sortedRules = Self.sorted(rules) }
  }
  public var databases: [String: SharedDatabase]
  /// Access that is thought of, for the share-down audit.
  var grants: Set<Grant> = []
  /// The keyed coin of a source's samples, by the source's name.
  public var sampleDraw: @Sendable (String) -> any SampleDraw

  public init(
    principals: [Principal] = [], sources: [Source] = [], rules: [PolicyRule] = [], databases: [SharedDatabase] = [],
    sampleDraw: @escaping @Sendable (String) -> any SampleDraw
  ) {
    self.principals = Dictionary(principals.map { ($0.name, $0) }) { _, last in last }
    self.sources = Dictionary(sources.map { ($0.name, $0) }) { _, last in last }
    self.rules = Dictionary(rules.map { ($0.name, $0) }) { _, last in last }
    sortedRules = Self.sorted(self.rules)
    self.databases = Dictionary(databases.map { ($0.name, $0) }) { _, last in last }
    self.sampleDraw = sampleDraw
  }

  /// The policies in the order of their names: the order never matters to what they do, but to how it is told.
  private(set) var sortedRules: [PolicyRule]

  private static func sorted(_ rules: [String: PolicyRule]) -> [PolicyRule] {
    rules.values.sorted { $0.name < $1.name }
  }
}
