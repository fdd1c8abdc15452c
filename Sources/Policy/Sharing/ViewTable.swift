/// Views of sources by classes of principals, each computed once however many principals and sources share it.
struct ViewTable {
  /// What base sources have in common whose views are equal for everybody.
  private struct Shape: Hashable {
    var effects: [Int]
    /// Where no access policy speaks, and else nil.
    var owner: String?
    var granted: Set<String>
  }

  let classes: EntitlementClasses
  private(set) var views: [View] = []
  private let governance: Governance
  private let index: RuleIndex
  private let now: Int64
  private var effects: EffectTables
  private var numbers: [View: Int] = [:]
  private var known: [Shape: [Int]] = [:]
  /// By the numbers of the effects that they are made of, and how the principal stands to the source.
  private var byEffects: [[Int]: Int] = [:]

  /// - Parameter audiences: whose groups the classes tell apart as well.
  init(_ governance: Governance, audiences: [Audience] = [], now: Int64) {
    self.governance = governance
    self.now = now
    index = RuleIndex(governance.sortedRules)
    var features = governance.features(for: governance.sources.values, index)
    for audience in audiences { features.add(audience) }
    classes = EntitlementClasses(governance.principals.values, by: features)
    effects = EffectTables(governance, representatives: classes.representatives, now: now)
  }

  /// The number of each class's view of a source. Throws where a policy does not fit its schema.
  mutating func views(of source: Source) throws(PolicyError) -> [Int] {
    if source.requirement != nil { return try viewsOfDerived(source) }
    let tables = effects.numbers(for: source, index.rules(for: source))
    let isOwners = !tables.contains { effects.rule($0).isAccess }
    let granted = governance.grants.lazy.filter { $0.source == source.name }.map(\.principal)
    let shape = Shape(effects: tables, owner: isOwners ? source.owner : nil, granted: Set(granted))
    if let views = known[shape] { return views }
    let views = try newViews(of: source, shape)
    known[shape] = views
    return views
  }

  private mutating func newViews(of source: Source, _ shape: Shape) throws(PolicyError) -> [Int] {
    let signatures = shape.effects.map { effects.signatures(in: $0) }
    var views: [Int] = []
    var bySignatures: [[Int]: Int] = [:]
    for (number, principal) in classes.representatives.enumerated() {
      let isNamed = principal.name == shape.owner || shape.granted.contains(principal.name)
      let standing = isNamed ? 2 : principal.has(.admin) ? 1 : 0
      let key = signatures.map { $0[number] } + [standing]
      if let known = bySignatures[key] {
        views.append(known)
        continue
      }
      let view = try newView(of: source, shape, for: number, standing)
      bySignatures[key] = view
      views.append(view)
    }
    return views
  }

  private mutating func newView(
    of source: Source, _ shape: Shape, for class: Int, _ standing: Int
  ) throws(PolicyError) -> Int {
    var told: [(rule: PolicyRule, effect: RuleEffect)] = []
    var key: Set<Int> = []
    for table in shape.effects {
      let (effect, number) = try effects.effect(in: table, for: `class`)
      told.append((effects.rule(table), effect))
      if number != 0 { key.insert(number) }
    }
    let sorted = key.sorted() + [-1 - standing]
    if let known = byEffects[sorted] { return known }
    let view = governance.view(of: source, from: told, for: classes.representatives[`class`])
    let number = number(of: view)
    byEffects[sorted] = number
    return number
  }

  /// What a derived source requires depends on all that it was made of.
  private mutating func viewsOfDerived(_ source: Source) throws(PolicyError) -> [Int] {
    let relevant = governance.deciding(about: source, index)
    let features = relevant.features(for: [source], index)
    let groups = Dictionary(grouping: classes.representatives.indices) {
      features.signature(of: classes.representatives[$0])
    }
    var views = [Int](repeating: 0, count: classes.representatives.count)
    for group in groups.values {
      let context = AccessContext(principal: classes.representatives[group[0]], now: now)
      let number = number(of: try relevant.view(of: source, in: context))
      for member in group { views[member] = number }
    }
    return views
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
