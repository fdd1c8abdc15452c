/// The share-down audit (policy.md): who can pass on what by writing where others read.
///
/// Principals who do not differ in anything that the policies of a source ask for have one view of it; sources of one
/// shape have the same views; and two views are compared once. Names are looked at only where there is something to tell.
struct SharingAnalysis {
  /// Principals with one view of a source: groups of their partition.
  private struct ViewClass {
    var view: Int
    var groups: [Int]
  }

  private struct ViewPair: Hashable {
    var writer: Int
    var reader: Int
  }

  /// What sources have in common whose views are equal for everybody.
  private struct Shape: Hashable {
    var source: Source
    var rules: Set<String>
    var granted: Set<String>
  }

  private let governance: Governance
  private let now: Int64
  private var partitions: [EntitlementFeatures: PrincipalPartition] = [:]
  private var views: [View] = []
  private var viewNumbers: [View: Int] = [:]
  private var comparisons: [ViewPair: [Revelation]] = [:]
  private var known: [Shape: [ViewClass]] = [:]

  init(_ governance: Governance, now: Int64) {
    self.governance = governance
    self.now = now
  }

  /// All findings in some databases, sorted.
  mutating func findings(in databases: [SharedDatabase]) throws(PolicyError) -> [SharingFinding] {
    var findings: [SharingFinding] = []
    for name in governance.sources.keys.sorted() {
      guard let source = governance.sources[name] else { continue }
      let (partition, classes) = try classes(of: source)
      for database in databases {
        let writers = partition.members(of: database.writers)
        let readers = partition.members(of: database.readers)
        for writer in classes where writers.isAny(in: writer.groups) {
          for reader in classes where reader.view != writer.view && readers.isAny(in: reader.groups) {
            guard let (kind, reveals) = comparison(ofWriter: writer.view, withReader: reader.view) else { continue }
            findings.append(
              SharingFinding(
                database: database.name, source: name, kind: kind, writers: writers.names(in: writer.groups),
                readers: readers.names(in: reader.groups), reveals: reveals))
          }
        }
      }
    }
    return findings.sorted()
  }

  /// What writers can pass on to readers; nil where both see the same.
  private mutating func comparison(
    ofWriter writer: Int, withReader reader: Int
  ) -> (kind: SharingFinding.Kind, reveals: [Revelation])? {
    let down = revelations(of: writer, beyond: reader)
    if !down.isEmpty { return (.down, down) }
    return revelations(of: reader, beyond: writer).isEmpty ? nil : (.up, [])
  }

  private mutating func revelations(of view: Int, beyond other: Int) -> [Revelation] {
    let pair = ViewPair(writer: view, reader: other)
    if let known = comparisons[pair] { return known }
    let told = Policy.revelations(of: views[view], beyond: views[other])
    comparisons[pair] = told
    return told
  }

  // MARK: - Classes

  /// All principals, by their view of a source.
  private mutating func classes(of source: Source) throws(PolicyError) -> (PrincipalPartition, [ViewClass]) {
    let relevant = governance.deciding(about: source)
    let partition = partition(by: relevant.features(for: source))
    let shape = Shape(
      source: relevant.isNameless(source) ? source.renamed("") : source, rules: Set(relevant.rules.keys),
      granted: Set(relevant.grants.lazy.filter { $0.source == source.name }.map(\.principal)))
    if let classes = known[shape] { return (partition, classes) }
    var groups: [Int: [Int]] = [:]
    for (index, principal) in partition.representatives.enumerated() {
      let view = try relevant.view(of: source, in: AccessContext(principal: principal, now: now))
      groups[number(of: view), default: []].append(index)
    }
    let classes = groups.sorted { $0.key < $1.key }.map { ViewClass(view: $0.key, groups: $0.value) }
    known[shape] = classes
    return (partition, classes)
  }

  private mutating func partition(by features: EntitlementFeatures) -> PrincipalPartition {
    if let known = partitions[features] { return known }
    let partition = PrincipalPartition(governance.principals.values, by: features)
    partitions[features] = partition
    return partition
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
