/// One policy of k-anonymity, applied once.
struct GroupSuppression {
  private let policy: AnonymityGroups.Policy

  init(_ policy: AnonymityGroups.Policy) { self.policy = policy }

  private struct Group {
    var rows = 0
    var firstRow = UInt64.max
    var members: [Int] = []
  }

  /// Hides every group that is too small; while the group of hidden rows is too small itself, the next smallest joins it,
  /// of equal ones the one that begins first. True if that changed anything.
  func apply(to profiles: inout [AnonymityGroups.Profile]) -> Bool {
    var groups = grouped(profiles)
    var hidden = groups.removeValue(forKey: policy.positions.map { _ in 0 })?.rows ?? 0
    var changed = false
    for group in groups.values.sorted(by: { ($0.rows, $0.firstRow) < ($1.rows, $1.firstRow) }) {
      guard group.rows < policy.minimum || (hidden > 0 && hidden < policy.minimum) else { break }
      hidden += group.rows
      changed = true
      for member in group.members {
        for position in policy.positions { profiles[member].identities[position] = 0 }
      }
    }
    return changed
  }

  private func grouped(_ profiles: [AnonymityGroups.Profile]) -> [[UInt32]: Group] {
    var groups: [[UInt32]: Group] = [:]
    for (number, profile) in profiles.enumerated() {
      let key = policy.positions.map { profile.identities[$0] }
      var group = groups.removeValue(forKey: key) ?? Group()
      group.rows += profile.rows
      group.firstRow = min(group.firstRow, profile.firstRow)
      group.members.append(number)
      groups[key] = group
    }
    return groups
  }
}
