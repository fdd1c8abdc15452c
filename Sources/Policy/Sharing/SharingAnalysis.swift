/// The share-down audit (policy.md): who can pass on what by writing where others read.
///
/// Principals whose views of a source are equal are one class, and two views are compared once, however many
/// principals, databases and sources have them.
struct SharingAnalysis {
  /// Principals with one view of a source.
  private struct ViewClass {
    var view: Int
    var members: Set<String>
  }

  private struct ViewPair: Hashable {
    var writer: Int
    var reader: Int
  }

  private let governance: Governance
  private let now: Int64
  private var partitions: [EntitlementFeatures: [[Principal]]] = [:]
  private var views: [View] = []
  private var viewNumbers: [View: Int] = [:]
  private var comparisons: [ViewPair: [Revelation]] = [:]

  init(_ governance: Governance, now: Int64) {
    self.governance = governance
    self.now = now
  }

  /// All findings in some databases, by database, source, writers and readers.
  mutating func findings(in databases: [SharedDatabase]) throws(PolicyError) -> [SharingFinding] {
    let audiences = databases.map { database in
      (database, readers: members(of: database.readers), writers: members(of: database.writers))
    }
    var findings: [SharingFinding] = []
    for name in governance.sources.keys.sorted() {
      guard let source = governance.sources[name] else { continue }
      let classes = try classes(of: source)
      for (database, readers, writers) in audiences {
        let readers = classes.map { ViewClass(view: $0.view, members: $0.members.intersection(readers)) }
        let writers = classes.map { ViewClass(view: $0.view, members: $0.members.intersection(writers)) }
        findings += compare(writers, readers) { kind, writers, readers, reveals in
          SharingFinding(
            database: database.name, source: name, kind: kind, writers: writers, readers: readers, reveals: reveals)
        }
      }
    }
    return findings.sorted()
  }

  private func members(of audience: Audience) -> Set<String> {
    Set(governance.principals.values.lazy.filter(audience.includes).map(\.name))
  }

  private mutating func compare(
    _ writers: [ViewClass], _ readers: [ViewClass],
    _ finding: (SharingFinding.Kind, [String], [String], [Revelation]) -> SharingFinding
  ) -> [SharingFinding] {
    var findings: [SharingFinding] = []
    for writer in writers where !writer.members.isEmpty {
      for reader in readers where !reader.members.isEmpty && reader.view != writer.view {
        let down = revelations(ofWriter: writer.view, beyondReader: reader.view)
        let isUp = down.isEmpty && !revelations(ofWriter: reader.view, beyondReader: writer.view).isEmpty
        guard !down.isEmpty || isUp else { continue }
        findings.append(finding(isUp ? .up : .down, writer.members.sorted(), reader.members.sorted(), down))
      }
    }
    return findings
  }

  private mutating func revelations(ofWriter writer: Int, beyondReader reader: Int) -> [Revelation] {
    let pair = ViewPair(writer: writer, reader: reader)
    if let known = comparisons[pair] { return known }
    let told = Policy.revelations(of: views[writer], beyond: views[reader])
    comparisons[pair] = told
    return told
  }

  // MARK: - Classes

  /// All principals, by their view of a source.
  private mutating func classes(of source: Source) throws(PolicyError) -> [ViewClass] {
    var features = EntitlementFeatures()
    var seen: Set<String> = []
    collect(source, into: &features, seen: &seen)
    var members: [Int: Set<String>] = [:]
    for group in partition(by: features) {
      guard let one = group.first else { continue }
      let view = try governance.view(of: source, in: AccessContext(principal: one, now: now))
      members[number(of: view), default: []].formUnion(group.lazy.map(\.name))
    }
    return members.sorted { $0.key < $1.key }.map { ViewClass(view: $0.key, members: $0.value) }
  }

  /// What the views of a source depend on, those of the sources it was derived from included.
  private func collect(_ source: Source, into features: inout EntitlementFeatures, seen: inout Set<String>) {
    guard seen.insert(source.name).inserted else { return }
    if let owner = source.owner { features.add(user: owner) }
    for grant in governance.grants where grant.source == source.name { features.add(user: grant.principal) }
    for rule in governance.rules.values where rule.target.mayTarget(source) { features.add(rule) }
    for name in source.requirement?.sources ?? [] {
      if let parent = governance.sources[name] { collect(parent, into: &features, seen: &seen) }
    }
  }

  private mutating func partition(by features: EntitlementFeatures) -> [[Principal]] {
    if let known = partitions[features] { return known }
    let groups = Dictionary(grouping: governance.principals.values, by: features.signature).values.map { group in
      group.sorted { $0.name < $1.name }
    }
    partitions[features] = groups
    return groups
  }

  /// Equal views have equal numbers; why one is hidden makes no difference.
  private mutating func number(of view: View) -> Int {
    let view = view.isHidden ? View.hidden(.noPolicyOpens) : view
    if let number = viewNumbers[view] { return number }
    views.append(view)
    viewNumbers[view] = views.count - 1
    return views.count - 1
  }
}

extension TargetSelector {
  /// Whether the source itself is selected; its columns are not looked at.
  fileprivate func mayTarget(_ target: Source) -> Bool {
    if let source, !source.matches(target.name) { return false }
    return sourceTag.map(target.tags.hasMember) ?? true
  }
}
