/// What a principal may do beyond reading what policies open.
public enum Permission: String, CaseIterable, Hashable, Sendable, Comparable {
  /// Everything below.
  case admin
  /// Apply policies, tags and principals.
  case govern
  /// Register base sources.
  case register
  /// Register derived sources.
  case derive
  case createProject = "create-project"
  /// Act as another principal.
  case actAs = "act-as"
  /// Read the whole audit log.
  case audit

  public static func < (a: Permission, b: Permission) -> Bool { a.rawValue < b.rawValue }
}
