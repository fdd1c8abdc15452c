/// Policies by the sources they may target, so that each source meets only its own.
struct RuleIndex {
  private var bySource: [String: [PolicyRule]] = [:]
  private var byTag: [String: [PolicyRule]] = [:]
  private var others: [PolicyRule] = []

  init(_ rules: [PolicyRule]) {
    for rule in rules {
      if let source = rule.target.source, source.isLiteral {
        bySource[source.pattern, default: []].append(rule)
      } else if let tag = rule.target.sourceTag {
        byTag[tag, default: []].append(rule)
      } else {
        others.append(rule)
      }
    }
  }

  /// The policies that may target a source; its columns are not looked at.
  func rules(for source: Source) -> [PolicyRule] {
    var tags: Set<String> = []
    for tag in source.tags { tags.formUnion(tag.withAncestors) }
    let tagged = tags.flatMap { byTag[$0] ?? [] }
    return ((bySource[source.name] ?? []) + tagged + others).filter { $0.target.selects(source) }
  }
}
