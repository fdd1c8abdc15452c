extension Governance {
  /// The part that decides about one source: the policies that may target it or what it was derived from.
  func deciding(about source: Source) -> Governance {
    let lineage = lineage(of: source)
    var part = self
    part.rules = rules.filter { entry in lineage.contains(where: entry.value.target.mayTarget) }
    return part
  }

  /// What of a principal the views of a source depend on, all policies here being relevant.
  func features(for source: Source) -> EntitlementFeatures {
    var features = EntitlementFeatures()
    for rule in rules.values { features.add(rule) }
    let lineage = lineage(of: source)
    for owner in lineage.compactMap(\.owner) { features.add(user: owner) }
    for grant in grants where lineage.contains(where: { $0.name == grant.source }) {
      features.add(user: grant.principal)
    }
    return features
  }

  /// Whether the source's name makes no difference to its views: it is a base source without samples.
  func isNameless(_ source: Source) -> Bool {
    source.requirement == nil
      && !rules.values.contains { if case .row(.sample) = $0.kind { true } else { false } }
  }

  /// A source and all that it was derived from.
  private func lineage(of source: Source) -> [Source] {
    var found = [source]
    var seen: Set = [source.name]
    var waiting = source.requirement?.sources ?? []
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted, let parent = sources[name] else { continue }
      found.append(parent)
      waiting += parent.requirement?.sources ?? []
    }
    return found
  }
}

extension Source {
  func renamed(_ name: String) -> Source {
    var source = self
    source.name = name
    return source
  }
}

extension TargetSelector {
  /// Whether the source itself is selected; its columns are not looked at.
  fileprivate func mayTarget(_ target: Source) -> Bool {
    if let source, !source.matches(target.name) { return false }
    return sourceTag.map(target.tags.hasMember) ?? true
  }
}
