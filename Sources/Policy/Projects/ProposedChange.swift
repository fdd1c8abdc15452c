/// A change of a project that is thought of but not made yet.
public enum ProposedChange: Hashable, Sendable {
  case addMember(String)
  case removeMember(String)
  case addSource(String)
  case removeSource(String)
  case addPurpose(String)
  case removePurpose(String)

  /// The words that `init` knows, each followed by a name.
  public static let words = [
    "add-member", "remove-member", "add-source", "remove-source", "add-purpose", "remove-purpose",
  ]

  /// Reads `add-member nina`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "add-member": self = .addMember(parts[1])
    case "remove-member": self = .removeMember(parts[1])
    case "add-source": self = .addSource(parts[1])
    case "remove-source": self = .removeSource(parts[1])
    case "add-purpose": self = .addPurpose(parts[1])
    case "remove-purpose": self = .removePurpose(parts[1])
    default: return nil
    }
  }
}

extension Project {
  /// The project as it would be.
  public func applying(_ change: ProposedChange) -> Project {
    var project = self
    switch change {
    case .addMember(let name): project.members.insert(name)
    case .removeMember(let name): project.members.remove(name)
    case .addSource(let name): project.sources.insert(name)
    case .removeSource(let name): project.sources.remove(name)
    case .addPurpose(let name): project.purposes.insert(name)
    case .removePurpose(let name): project.purposes.remove(name)
    }
    return project
  }
}
