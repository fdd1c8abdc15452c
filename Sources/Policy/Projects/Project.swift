/// People who work on sources together, under purposes: each sees what all of them may see.
public struct Project: Hashable, Sendable {
  public var name: String
  public var owner: String
  public var members: Set<String>
  public var sources: Set<String>
  public var purposes: Set<String>

  public init(
    name: String, owner: String, members: Set<String>, sources: Set<String> = [], purposes: Set<String> = []
  ) {
    self.name = name
    self.owner = owner
    self.members = members
    self.sources = sources
    self.purposes = purposes
  }
}
