import Columnar

/// What policies do to base sources, each worked out once for sources of the same columns and principals who do not
/// differ in what the policy asks for.
struct EffectTables {
  /// A policy on a layout of columns.
  private struct Place: Hashable {
    var rule: String
    var layout: Int
    /// Where it makes a difference.
    var source: String?
  }

  private struct Table {
    var rule: PolicyRule
    var leaves: [Leaf]
    var source: Source
    /// For each class a number of what the policy asks of principals.
    var signatures: [Int]
    /// By signature.
    var effects: [Int: (effect: RuleEffect, number: Int)] = [:]
  }

  /// Effects that make the same difference to a view.
  private struct Difference: Hashable {
    var effect: RuleEffect
    /// Whether an access policy that does not apply is among those of which one has to allow.
    var isShared: Bool
  }

  private let governance: Governance
  private let now: Int64
  private let representatives: [Principal]
  private var tables: [Table] = []
  /// Nil: the policy says nothing about sources of the layout.
  private var places: [Place: Int?] = [:]
  private var layouts: [ColumnLayout: Int] = [:]
  private var tags: [Int: [Int: Set<String>]] = [:]
  private var signatures: [String: [Int]] = [:]
  private var numbers: [Difference: Int] = [:]

  init(_ governance: Governance, representatives: [Principal], now: Int64) {
    self.governance = governance
    self.representatives = representatives
    self.now = now
  }

  /// The numbers of the tables of those policies that say something about a source, in the order of policies.
  mutating func numbers(for source: Source, _ rules: [PolicyRule]) -> [Int] {
    let layout = number(of: ColumnLayout(source), in: source)
    return rules.compactMap { rule in
      let place = Place(rule: rule.name, layout: layout, source: rule.isSample ? source.name : nil)
      if let known = places[place] { return known }
      let leaves = rule.target.leaves(of: source.schema) { tags[layout]?[$0.index] ?? [] }
      let number = leaves.map { leaves in
        tables.append(Table(rule: rule, leaves: leaves, source: source, signatures: signatures(for: rule)))
        return tables.count - 1
      }
      places[place] = .some(number)
      return number
    }
  }

  private mutating func number(of layout: ColumnLayout, in source: Source) -> Int {
    if let known = layouts[layout] { return known }
    let number = layouts.count
    layouts[layout] = number
    tags[number] = Dictionary(source.schema.leaves.map { ($0.index, source.tags(of: $0)) }) { first, _ in first }
    return number
  }

  func rule(_ table: Int) -> PolicyRule { tables[table].rule }

  /// For each class a number that is the same for classes for whom the policy does the same.
  func signatures(in table: Int) -> [Int] { tables[table].signatures }

  private mutating func signatures(for rule: PolicyRule) -> [Int] {
    if let known = signatures[rule.name] { return known }
    var features = EntitlementFeatures()
    features.add(rule)
    var numbers: [EntitlementFeatures.Signature: Int] = [:]
    let all = representatives.map { principal in
      let signature = features.signature(of: principal)
      if let number = numbers[signature] { return number }
      numbers[signature] = numbers.count
      return numbers.count - 1
    }
    signatures[rule.name] = all
    return all
  }

  /// What a policy does for a class, and a number that is the same for effects that make the same difference; 0: none.
  /// Throws where the policy does not fit.
  mutating func effect(
    in table: Int, for class: Int
  ) throws(PolicyError) -> (effect: RuleEffect, number: Int) {
    let entry = tables[table]
    let signature = entry.signatures[`class`]
    if let known = entry.effects[signature] { return known }
    let effect = try entry.rule.effect(
      on: entry.source, leaves: entry.leaves,
      in: AccessContext(principal: representatives[`class`], now: now), draw: governance.sampleDraw(entry.source.name))
    let found = (effect, number(of: effect, entry.rule))
    tables[table].effects[signature] = found
    return found
  }

  private mutating func number(of effect: RuleEffect, _ rule: PolicyRule) -> Int {
    switch effect {
    case .allRows, .noCells: return 0
    case .doesNotApply where !rule.isAccess: return 0
    case .doesNotApply, .access, .rows, .restricts, .suppresses: break
    }
    let difference = Difference(effect: effect, isShared: rule.isAccess && !rule.isRequiredAccess)
    if let known = numbers[difference] { return known }
    numbers[difference] = numbers.count + 1
    return numbers.count
  }
}
