/// Who is named by their own name or by a group.
public struct Audience: Hashable, Sendable {
  public var users: Set<String>
  public var groups: Set<String>

  public init(users: Set<String> = [], groups: Set<String> = []) {
    self.users = users
    self.groups = groups
  }

  public func includes(_ principal: Principal) -> Bool {
    users.contains(principal.name) || !groups.isDisjoint(with: principal.groups)
  }
}

/// A place outside Louver where some write what others read: what the share-down audit looks at.
public struct SharedDatabase: Hashable, Sendable {
  public var name: String
  public var readers: Audience
  public var writers: Audience

  public init(name: String, readers: Audience, writers: Audience) {
    self.name = name
    self.readers = readers
    self.writers = writers
  }
}
