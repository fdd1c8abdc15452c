/// All principals in classes: those of one differ in nothing that any of some policies or audiences asks for.
struct EntitlementClasses {
  /// One principal of each class.
  let representatives: [Principal]
  /// The names in each class, sorted.
  private let names: [[String]]
  private let classes: [String: Int]

  init(_ principals: some Sequence<Principal>, by features: EntitlementFeatures) {
    let grouped = Dictionary(grouping: principals, by: features.signature).values.map { group in
      group.sorted { $0.name < $1.name }
    }
    let sorted = grouped.sorted { $0[0].name < $1[0].name }
    representatives = sorted.map { $0[0] }
    names = sorted.map { $0.map(\.name) }
    var classes: [String: Int] = [:]
    for (number, names) in names.enumerated() {
      for name in names { classes[name] = number }
    }
    self.classes = classes
  }

  /// The class of a principal, nil for one that is in none.
  subscript(name: String) -> Int? { classes[name] }

  /// Those of an audience, whose groups the features have to cover.
  func members(of audience: Audience) -> AudienceMembers {
    var found: [Int: [String]] = [:]
    for (number, principal) in representatives.enumerated() where !audience.groups.isDisjoint(with: principal.groups) {
      found[number] = names[number]
    }
    var named: [Int: Set<String>] = [:]
    for user in audience.users {
      guard let number = classes[user], found[number] == nil else { continue }
      named[number, default: []].insert(user)
    }
    found.merge(named.mapValues { $0.sorted() }) { all, _ in all }
    return AudienceMembers(found)
  }
}

/// The principals of an audience, by class.
final class AudienceMembers {
  /// Numbers of the classes that somebody is of.
  let classes: [Int]
  private let names: [Int: [String]]
  private var joined: [[Int]: [String]] = [:]

  init(_ names: [Int: [String]]) {
    self.names = names
    classes = names.keys.sorted()
  }

  /// The names of those in some classes, sorted. Findings of the same classes share one list.
  func names(in classes: [Int]) -> [String] {
    if let known = joined[classes] { return known }
    let list = classes.count == 1 ? names[classes[0]] ?? [] : classes.flatMap { names[$0] ?? [] }.sorted()
    joined[classes] = list
    return list
  }
}
