/// What is asked of a context, once: true or false (policy.md, "Conditions on the context").
public indirect enum Condition: Hashable, Sendable {
  case everyone
  case group(String)
  case user(String)
  /// An attribute with this value, or with any value at all.
  case attribute(String, value: String?)
  /// Acting under this purpose or one below it.
  case purpose(String)
  case permission(Permission)
  case not(Condition)
  case all([Condition])
  case any([Condition])

  public func holds(for principal: Principal, under purposes: Set<String>) -> Bool {
    switch self {
    case .everyone: true
    case .group(let name): principal.groups.contains(name)
    case .user(let name): principal.name == name
    case .attribute(let name, nil): principal.attributes[name]?.isEmpty == false
    case .attribute(let name, let value?): principal.attributes[name]?.contains(value) == true
    case .purpose(let name): purposes.hasMember(within: name)
    case .permission(let permission): principal.has(permission)
    case .not(let condition): !condition.holds(for: principal, under: purposes)
    case .all(let conditions): conditions.allSatisfy { $0.holds(for: principal, under: purposes) }
    case .any(let conditions): conditions.contains { $0.holds(for: principal, under: purposes) }
    }
  }

  /// The conditions without parts that this is made of.
  public var atoms: Set<Condition> {
    switch self {
    case .not(let condition): condition.atoms
    case .all(let conditions), .any(let conditions): conditions.reduce(into: []) { $0.formUnion($1.atoms) }
    case .everyone, .group, .user, .attribute, .purpose, .permission: [self]
    }
  }
}

extension Condition: CustomStringConvertible {
  /// Text that parses to the same condition.
  public var description: String {
    switch self {
    case .everyone: "everyone"
    case .group(let name): "group(\(Self.quote(name)))"
    case .user(let name): "user(\(Self.quote(name)))"
    case .attribute(let name, nil): "attribute(\(Self.quote(name)))"
    case .attribute(let name, let value?): "attribute(\(Self.quote(name)), \(Self.quote(value)))"
    case .purpose(let name): "purpose(\(Self.quote(name)))"
    case .permission(let permission): "permission('\(permission.rawValue)')"
    case .not(let condition): "not \(condition.operand)"
    case .all(let conditions): conditions.map(\.operand).joined(separator: " and ")
    case .any(let conditions): conditions.map(\.operand).joined(separator: " or ")
    }
  }

  private var operand: String {
    switch self {
    case .all, .any: "(\(self))"
    default: description
    }
  }

  private static func quote(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { quoted += "'" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "'"
  }
}
