/// Whether policies fit sources, each looked at once for all sources with the same columns.
public struct RuleFit {
  private struct Pair: Hashable {
    var rule: String
    var layout: Int
  }

  private let index: RuleIndex
  private var layouts: [ColumnLayout: Int] = [:]
  private var known: [Pair: RuleMisfit?] = [:]

  public init(_ rules: some Sequence<PolicyRule>) { index = RuleIndex(rules.sorted { $0.name < $1.name }) }

  /// The policies that target a source and do not fit its columns.
  /// - Parameter where: which policies to look at.
  public mutating func misfits(
    on source: Source, where isWanted: (PolicyRule) -> Bool
  ) -> [(rule: PolicyRule, misfit: RuleMisfit)] {
    let layout = ColumnLayout(source)
    let number = layouts[layout] ?? layouts.count
    layouts[layout] = number
    return index.rules(for: source).filter(isWanted).compactMap { rule in
      let pair = Pair(rule: rule.name, layout: number)
      let misfit = known[pair] ?? rule.misfit(on: source)
      known[pair] = .some(misfit)
      return misfit.map { (rule, $0) }
    }
  }
}
