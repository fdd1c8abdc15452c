/// What the `@names` of a predicate stand for.
public struct EvaluationContext: Sendable, Hashable {
  /// `@user`. Nil outside the catalog (`rewrite`): then only `@today` and `@now` have a meaning.
  public var user: String?
  /// `@groups`.
  public var groups: Set<String>
  /// `@attribute('name')`; a missing one is the empty set.
  public var attributes: [String: Set<String>]
  /// `@purposes`.
  public var purposes: Set<String>
  /// `@project`, NULL without one.
  public var project: String?
  /// `@now`, and `@today` as its day: nanoseconds since 1970-01-01T00:00:00Z, one instant for a whole job.
  public var nowNanoseconds: Int64

  public init(
    user: String? = nil, groups: Set<String> = [], attributes: [String: Set<String>] = [:],
    purposes: Set<String> = [], project: String? = nil, nowNanoseconds: Int64
  ) {
    self.user = user
    self.groups = groups
    self.attributes = attributes
    self.purposes = purposes
    self.project = project
    self.nowNanoseconds = nowNanoseconds
  }
}
