/// One policy of k-anonymity, applied once.
struct GroupSuppression {
  private let policy: AnonymityGroups.Policy

  init(_ policy: AnonymityGroups.Policy) { self.policy = policy }

  /// Groups of combinations that are alike in the policy's columns, in the order of their first rows.
  private struct Groups {
    /// The group of each combination.
    var numbers: [UInt32] = []
    var rows: [Int] = []
    /// The one whose values are all NULL or suppressed.
    var hidden: Int?
  }

  /// Hides every group that is too small; while the group of hidden rows is too small itself, the next smallest joins it,
  /// of equal ones the one that begins first. True if that changed anything.
  func apply(to combinations: inout Combinations) -> Bool {
    let groups = grouped(combinations)
    var joins = groups.rows.indices.map { $0 != groups.hidden && groups.rows[$0] < policy.minimum }
    var hidden = groups.hidden.map { groups.rows[$0] } ?? 0
    for (number, rows) in groups.rows.enumerated() where joins[number] { hidden += rows }
    // What is left has `minimum` rows at least, so one more is enough.
    if hidden > 0, hidden < policy.minimum {
      let left = groups.rows.indices.filter { !joins[$0] && $0 != groups.hidden }
      if let next = left.min(by: { (groups.rows[$0], $0) < (groups.rows[$1], $1) }) { joins[next] = true }
    }
    guard joins.contains(true) else { return false }
    for (number, group) in groups.numbers.enumerated() where joins[Int(group)] {
      for position in policy.positions { combinations.suppress(number, position) }
    }
    return true
  }

  private func grouped(_ combinations: Combinations) -> Groups {
    var groups = Groups()
    groups.numbers.reserveCapacity(combinations.count)
    var table = NumberTable()
    var first: [UInt32] = []
    for number in 0..<combinations.count {
      let group = table.number(
        hash(number, combinations),
        isEqual: { group in
          policy.positions.allSatisfy {
            combinations.remaining(number, $0) == combinations.remaining(Int(first[group]), $0)
          }
        }, hash: { hash(Int(first[$0]), combinations) })
      if group == first.count {
        first.append(UInt32(number))
        groups.rows.append(0)
        if policy.positions.allSatisfy({ combinations.remaining(number, $0) == 0 }) { groups.hidden = group }
      }
      groups.rows[group] += Int(combinations.rows[number])
      groups.numbers.append(UInt32(group))
    }
    return groups
  }

  private func hash(_ number: Int, _ combinations: Combinations) -> UInt64 {
    policy.positions.reduce(0) { Combinations.mix($0, combinations.remaining(number, $1)) }
  }
}
