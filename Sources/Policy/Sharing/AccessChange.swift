/// What a change of declarations does to what some people see of a source.
public struct AccessChange: Hashable, Sendable {
  public var source: String
  /// Names, sorted: all for whom the same changes.
  public var principals: [String]
  /// What they see now and did not before.
  public var gained: [Revelation]
  /// What they saw before and do not now.
  public var lost: [Revelation]
}

extension Governance {
  /// Who sees more and who less than under earlier declarations, by source and by classes of principals.
  ///
  /// Views are those outside of projects. What a policy does not fit counts as hidden.
  public func accessChanges(since earlier: Governance, now: Int64) -> [AccessChange] {
    var comparison = AccessComparison(before: earlier, after: self, now: now)
    return Set(earlier.sources.keys).union(sources.keys).sorted().flatMap { comparison.changes(of: $0) }
  }
}

private struct AccessComparison {
  /// A number of a class or a view on each side; nil: not there, so hidden.
  struct Pair: Hashable {
    var before: Int?
    var after: Int?
  }

  struct Difference: Hashable {
    var gained: [Revelation]
    var lost: [Revelation]
  }

  let sources: (before: [String: Source], after: [String: Source])
  var tables: (before: ViewTable, after: ViewTable)
  /// Names by their classes on both sides.
  let principals: [Pair: [String]]
  var known: [Pair: Difference] = [:]

  init(before: Governance, after: Governance, now: Int64) {
    sources = (before.sources, after.sources)
    let tables = (before: ViewTable(before, now: now), after: ViewTable(after, now: now))
    let names = Set(before.principals.keys).union(after.principals.keys)
    principals = Dictionary(grouping: names) {
      Pair(before: tables.before.classes[$0], after: tables.after.classes[$0])
    }
    self.tables = tables
  }

  mutating func changes(of source: String) -> [AccessChange] {
    let before = sources.before[source].flatMap { try? tables.before.views(of: $0) }
    let after = sources.after[source].flatMap { try? tables.after.views(of: $0) }
    var groups: [Pair: [String]] = [:]
    for (classes, names) in principals {
      let views = Pair(
        before: classes.before.flatMap { before?[$0] }, after: classes.after.flatMap { after?[$0] })
      groups[views, default: []] += names
    }
    var changes: [Difference: [String]] = [:]
    for (views, names) in groups { changes[difference(views), default: []] += names }
    return changes.compactMap { difference, names -> AccessChange? in
      if difference.gained.isEmpty, difference.lost.isEmpty { return nil }
      return AccessChange(
        source: source, principals: names.sorted(), gained: difference.gained, lost: difference.lost)
    }.sorted { $0.principals[0] < $1.principals[0] }
  }

  private mutating func difference(_ views: Pair) -> Difference {
    if let known = known[views] { return known }
    let before = views.before.map { tables.before.views[$0] } ?? .hidden(.noPolicyOpens)
    let after = views.after.map { tables.after.views[$0] } ?? .hidden(.noPolicyOpens)
    let found = Difference(
      gained: revelations(of: after, beyond: before), lost: revelations(of: before, beyond: after))
    known[views] = found
    return found
  }
}
