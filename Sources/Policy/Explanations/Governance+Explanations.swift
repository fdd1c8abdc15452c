extension Governance {
  /// Why a context sees a source as it does. Throws where a policy does not fit the source's schema.
  public func explanation(of source: Source, in context: AccessContext) throws(PolicyError) -> Explanation {
    var parts: [Explanation.Part] = []
    for name in context.project?.members.sorted() ?? [context.principal.name] {
      guard let principal = name == context.principal.name ? context.principal : principals[name] else {
        parts.append(Explanation.Part(principal: name, view: .hidden(.unknownPrincipal), outcomes: []))
        continue
      }
      let own = AccessContext(principal: principal, project: context.project, now: context.now)
      parts.append(
        Explanation.Part(
          principal: name, view: try view(of: source, in: own), outcomes: try outcomes(of: source, in: own)))
    }
    return Explanation(
      source: source.name, schema: source.schema, view: try contextView(of: source, in: context), parts: parts)
  }

  private func outcomes(of source: Source, in context: AccessContext) throws(PolicyError) -> [Explanation.Outcome] {
    var outcomes: [Explanation.Outcome] = []
    let draw = sampleDraw(source.name)
    for rule in sortedRules {
      guard let effect = try rule.effect(on: source, in: context, draw: draw) else { continue }
      outcomes.append(Explanation.Outcome(policy: rule.name, kind: rule.kind.name, effect: effect))
    }
    return outcomes
  }
}
