/// A user: groups, attributes and permissions, which conditions and predicates speak of.
public struct Principal: Hashable, Sendable {
  public var name: String
  public var groups: Set<String>
  /// Values by attribute; a missing attribute is the empty set.
  public var attributes: [String: Set<String>]
  /// As declared; `has` knows what `admin` includes.
  public var permissions: Set<Permission>

  public init(
    name: String, groups: Set<String> = [], attributes: [String: Set<String>] = [:], permissions: Set<Permission> = []
  ) {
    self.name = name
    self.groups = groups
    self.attributes = attributes
    self.permissions = permissions
  }

  public func has(_ permission: Permission) -> Bool {
    permissions.contains(permission) || permissions.contains(.admin)
  }
}
