extension Governance {
  /// The part that decides about one source: the policies that may target it or what it was derived from.
  func deciding(about source: Source, _ index: RuleIndex) -> Governance {
    var part = self
    part.rules = [:]
    var rules: [String: PolicyRule] = [:]
    for ancestor in lineage(of: source) {
      for rule in index.rules(for: ancestor) { rules[rule.name] = rule }
    }
    part.rules = rules
    return part
  }

  /// What of a principal the views of some sources depend on, all policies here being relevant.
  func features(for sources: some Sequence<Source>, _ index: RuleIndex) -> EntitlementFeatures {
    var features = EntitlementFeatures()
    for rule in sortedRules { features.add(rule) }
    var seen: Set<String> = []
    for source in sources {
      for ancestor in lineage(of: source) where seen.insert(ancestor.name).inserted {
        // Where access policies speak, it makes no difference who the owner is.
        let isOwners = !index.rules(for: ancestor).contains { $0.isAccess && $0.target.leaves(of: ancestor) != nil }
        if isOwners, let owner = ancestor.owner { features.add(user: owner) }
      }
    }
    for grant in grants where seen.contains(grant.source) { features.add(user: grant.principal) }
    return features
  }

  /// A source and all that it was derived from.
  func lineage(of source: Source) -> [Source] {
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
