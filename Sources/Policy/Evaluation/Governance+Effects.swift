extension Governance {
  /// What the effects of all policies that target a source come to for a principal, its requirement apart.
  func view(
    of source: Source, from effects: [(rule: PolicyRule, effect: RuleEffect)], for principal: Principal
  ) -> View {
    if let reason = closure(of: source, by: effects.filter { $0.rule.isAccess }, for: principal) {
      return .hidden(reason)
    }
    var visible = VisibleView()
    for (_, effect) in effects { visible.add(effect) }
    return .visible(visible)
  }

  /// Why access policies close a source; nil where they open it.
  private func closure(
    of source: Source, by access: [(rule: PolicyRule, effect: RuleEffect)], for principal: Principal
  ) -> HiddenReason? {
    if !grants.isEmpty, grants.contains(Grant(source: source.name, principal: principal.name)) { return nil }
    guard !access.isEmpty else {
      let isOpen = source.requirement != nil || principal.name == source.owner || principal.has(.admin)
      return isOpen ? nil : .noAccessPolicy
    }
    var applying = 0
    var (hasShared, isShared) = (false, false)
    for (rule, effect) in access {
      let isRequired = rule.isRequiredAccess
      if !isRequired { hasShared = true }
      guard case .access(let isAllowed, _) = effect else { continue }
      applying += 1
      if isRequired, !isAllowed { return .refused(by: rule.name) }
      if !isRequired, isAllowed { isShared = true }
    }
    if hasShared { return isShared ? nil : .noSharedPolicyAllows }
    return applying > 0 || source.requirement != nil ? nil : .noPolicyOpens
  }
}

extension PolicyRule {
  var isAccess: Bool { if case .access = kind { true } else { false } }

  /// Whether what it does depends on the source's name: a sample's keyed coin does.
  var isSample: Bool { if case .row(.sample) = kind { true } else { false } }

  var isRequiredAccess: Bool {
    if case .access(_, let isRequired) = kind { isRequired } else { false }
  }
}

extension VisibleView {
  fileprivate mutating func add(_ effect: RuleEffect) {
    switch effect {
    case .rows(let predicate): rows.insert(predicate)
    case .restricts(let restrictions):
      for (path, restriction) in restrictions { columns[path, default: []].insert(restriction) }
    case .suppresses(let rule): anonymity.insert(rule)
    case .doesNotApply, .access, .allRows, .noCells: break
    }
  }
}
