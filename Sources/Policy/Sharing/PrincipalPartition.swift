/// Principals in groups that differ in nothing that some policies ask for. What has been looked up is kept.
final class PrincipalPartition {
  /// Those of an audience, by group.
  final class Members {
    private let names: [[String]]
    private var joined: [[Int]: [String]] = [:]

    fileprivate init(_ names: [[String]]) { self.names = names }

    func isAny(in groups: [Int]) -> Bool { groups.contains { !names[$0].isEmpty } }

    /// Their names, sorted. Findings of the same groups share one list.
    func names(in groups: [Int]) -> [String] {
      if let known = joined[groups] { return known }
      let list = groups.flatMap { names[$0] }.sorted()
      joined[groups] = list
      return list
    }
  }

  private let groups: [[Principal]]
  private var members: [Audience: Members] = [:]

  init(_ principals: some Sequence<Principal>, by features: EntitlementFeatures) {
    groups = Array(Dictionary(grouping: principals, by: features.signature).values)
  }

  /// One of each group.
  var representatives: [Principal] { groups.map { $0[0] } }

  func members(of audience: Audience) -> Members {
    if let known = members[audience] { return known }
    let found = Members(groups.map { group in group.filter(audience.includes).map(\.name) })
    members[audience] = found
    return found
  }
}
