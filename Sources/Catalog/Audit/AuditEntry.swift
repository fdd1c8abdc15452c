import Policy

/// One entry of the audit log.
public struct AuditEntry: Hashable, Sendable {
  /// From 1, without gaps.
  public var number: Int64
  /// Nanoseconds since 1970.
  public var time: Int64
  public var principal: String
  /// The operating-system user, who may act as another.
  public var user: String
  public var project: String?
  public var action: String
  public var object: String?
  public var isAllowed: Bool
  /// Why, and what else belongs to it. Never a cell's value.
  public var detail: JSON
}
