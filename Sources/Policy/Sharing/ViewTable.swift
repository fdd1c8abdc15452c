/// Views of sources by classes of principals, each computed once however many principals and sources share it.
///
/// Principals who do not differ in anything that the policies of a source ask for have one view of it, and sources of
/// one shape have the same views.
struct ViewTable {
  /// What sources have in common whose views are equal for everybody.
  private struct Shape: Hashable {
    var source: Source
    var rules: Set<String>
    var granted: Set<String>
  }

  let classes: EntitlementClasses
  private(set) var views: [View] = []
  private let governance: Governance
  private let index: RuleIndex
  private let now: Int64
  private var partitions: [EntitlementFeatures: [[Int]]] = [:]
  private var numbers: [View: Int] = [:]
  private var known: [Shape: [Int]] = [:]

  /// - Parameter audiences: whose groups the classes tell apart as well.
  init(_ governance: Governance, audiences: [Audience] = [], now: Int64) {
    self.governance = governance
    self.now = now
    index = RuleIndex(governance.sortedRules)
    var features = governance.features(for: governance.sources.values, index)
    for audience in audiences { features.add(audience) }
    classes = EntitlementClasses(governance.principals.values, by: features)
  }

  /// The number of each class's view of a source. Throws where a policy does not fit its schema.
  mutating func views(of source: Source) throws(PolicyError) -> [Int] {
    let relevant = governance.deciding(about: source, index)
    let shape = Shape(
      source: relevant.isNameless(source) ? source.nameless : source, rules: Set(relevant.rules.keys),
      granted: Set(relevant.grants.lazy.filter { $0.source == source.name }.map(\.principal)))
    if let views = known[shape] { return views }
    var views = [Int](repeating: 0, count: classes.representatives.count)
    for group in groups(by: relevant.features(for: [source], index)) {
      let context = AccessContext(principal: classes.representatives[group[0]], now: now)
      let number = number(of: try relevant.view(of: source, in: context))
      for member in group { views[member] = number }
    }
    known[shape] = views
    return views
  }

  /// The classes in groups that do not differ in some features.
  private mutating func groups(by features: EntitlementFeatures) -> [[Int]] {
    if let known = partitions[features] { return known }
    let groups = Dictionary(grouping: classes.representatives.indices) {
      features.signature(of: classes.representatives[$0])
    }
    let partition = Array(groups.values)
    partitions[features] = partition
    return partition
  }

  /// Equal views have equal numbers; why one is hidden makes no difference.
  private mutating func number(of view: View) -> Int {
    let view = view.isHidden ? View.hidden(.noPolicyOpens) : view
    if let number = numbers[view] { return number }
    views.append(view)
    numbers[view] = views.count - 1
    return views.count - 1
  }
}

extension Source {
  fileprivate var nameless: Source {
    var source = self
    source.name = ""
    return source
  }
}
