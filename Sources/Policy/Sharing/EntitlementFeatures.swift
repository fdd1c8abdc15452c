/// What of a principal can make a difference to some policies: principals who do not differ in it have equal views.
struct EntitlementFeatures: Hashable {
  /// Nil: all of them, for a predicate names `@groups`.
  private var groups: Set<String>? = []
  /// Nil: all of them, for a predicate names attributes in a way that is not understood here.
  private var attributes: Set<String>? = []
  /// Nil: every name, for a predicate names `@user`.
  private var users: Set<String>? = []
  private var permissions: Set<Permission> = [.admin]

  /// What one principal is in these respects.
  struct Signature: Hashable {
    var user: String?
    var groups: Set<String>
    var attributes: [String: Set<String>]
    var permissions: Set<Permission>
  }

  func signature(of principal: Principal) -> Signature {
    Signature(
      user: users?.contains(principal.name) == false ? nil : principal.name,
      groups: groups.map(principal.groups.intersection) ?? principal.groups,
      attributes: attributes.map { named in
        named.isEmpty ? [:] : principal.attributes.filter { named.contains($0.key) }
      } ?? principal.attributes,
      permissions: Set(permissions.filter(principal.has)))
  }

  mutating func add(user: String) { users?.insert(user) }

  mutating func add(_ audience: Audience) { groups?.formUnion(audience.groups) }

  mutating func add(_ rule: PolicyRule) {
    add(rule.appliesTo)
    if let except = rule.except { add(except) }
    switch rule.kind {
    case .access(let allow, _): add(allow)
    case .row(.predicate(let text)), .cell(_, when: let text, _): add(predicate: text)
    case .row, .column, .anonymity: break
    }
  }

  private mutating func add(_ condition: Condition) {
    for atom in condition.atoms {
      switch atom {
      case .group(let name): groups?.insert(name)
      case .user(let name): users?.insert(name)
      case .attribute(let name, _): attributes?.insert(name)
      case .permission(let permission): permissions.insert(permission)
      case .everyone, .purpose, .not, .all, .any: break
      }
    }
  }

  /// A name within a text literal counts as well: that makes more classes than need be, never fewer.
  private mutating func add(predicate text: String) {
    let lowered = text.lowercased()
    if lowered.contains("@groups") { groups = nil }
    if lowered.contains("@user") { users = nil }
    if lowered.contains("@attribute") {
      attributes = Self.attributes(namedIn: text).flatMap { names in attributes.map(names.union) }
    }
  }

  /// The names in `@attribute('name')`; nil where one is written in another way.
  private static func attributes(namedIn text: String) -> Set<String>? {
    let bytes = Array(text.utf8)
    let word = Array("@attribute".utf8)
    var names: Set<String> = []
    for start in bytes.indices
    where bytes[start...].prefix(word.count).elementsEqual(word, by: { $0 | 0x20 == $1 | 0x20 }) {
      var rest = bytes[(start + word.count)...].drop { $0 == UInt8(ascii: " ") }
      guard rest.popFirst() == UInt8(ascii: "(") else { return nil }
      rest = rest.drop { $0 == UInt8(ascii: " ") }
      guard rest.popFirst() == UInt8(ascii: "'") else { return nil }
      let name = rest.prefix { $0 != UInt8(ascii: "'") }
      let behind = rest.dropFirst(name.count).dropFirst().first
      guard rest.count > name.count, behind != UInt8(ascii: "'") else { return nil }
      names.insert(String(decoding: name, as: UTF8.self))
    }
    return names
  }
}
