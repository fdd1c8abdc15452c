/// Who asks: a principal, in a project or in none, at an instant. Without a project no purpose is active.
public struct AccessContext: Hashable, Sendable {
  public var principal: Principal
  public var project: Project?
  /// Nanoseconds since 1970-01-01T00:00:00Z: one instant for a whole job.
  public var now: Int64

  public init(principal: Principal, project: Project? = nil, now: Int64) {
    self.principal = principal
    self.project = project
    self.now = now
  }

  public var purposes: Set<String> { project?.purposes ?? [] }
}
