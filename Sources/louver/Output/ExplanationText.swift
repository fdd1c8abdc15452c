import Columnar
import Expressions
import Masking
import Policy

/// Explanations in words and as JSON.
enum ExplanationText {
  static func text(_ explanation: Explanation) -> String {
    var lines: [String] = []
    if case .hidden(let reason) = explanation.view { lines.append("hidden: \(reason.description)") }
    for (principal, view, outcomes) in explanation.outcomes {
      lines.append("\(principal): \(ViewText.summary(view))")
      lines += outcomes.map { "  \($0.kind) policy \($0.policy): \(effect($0.effect))" }
    }
    return lines.map { $0.displayed + "\n" }.joined() + restrictions(explanation)
  }

  /// Each restriction and whom it comes from.
  static func restrictions(_ explanation: Explanation) -> String {
    lines(explanation).map { line in
      (line.causes.isEmpty ? line.restriction : "\(line.restriction)  (\(causes(line.causes)))").displayed + "\n"
    }.joined()
  }

  /// The same, line by line; what several masks come to has no cause of its own.
  static func lines(_ explanation: Explanation) -> [(restriction: String, causes: [Explanation.Cause])] {
    var lines = explanation.rows.map { (restriction: "rows only where \($0.predicate.text)", causes: $0.causes) }
    for (path, restrictions) in explanation.columns.sorted(by: { $0.key < $1.key }) {
      lines += restrictions.map { ("\(path): \(ViewText.text($0.restriction))", $0.causes) }
      guard let combined = explanation.combined(on: path) else { continue }
      let isConditional = restrictions.contains { $0.restriction.when != nil }
      lines.append(("\(path): together \(combined.text)" + (isConditional ? ", where all of them hold" : ""), []))
    }
    return lines + explanation.anonymity.map { (ViewText.text($0.rule), $0.causes) }
  }

  /// Who causes a restriction: `no streets, for eric and nina`.
  static func causes(_ causes: [Explanation.Cause]) -> String {
    let members = Dictionary(grouping: causes, by: \.policy)
    return members.sorted { $0.key < $1.key }.map { policy, causes in
      "\(policy), for \(NameList.text(causes.map(\.member)))"
    }.joined(separator: "; ")
  }

  /// What each member loses by the project.
  static func losses(_ explanation: Explanation) -> String {
    explanation.losses.map { member, revelations in
      let what = revelations.isEmpty ? "nothing" : revelations.map(\.description).joined(separator: ", ")
      return "\(member) loses \(what)".displayed + "\n"
    }.joined()
  }

  static func json(_ explanation: Explanation) -> JSON {
    let columns = explanation.columns.sorted { $0.key < $1.key }.flatMap { path, restrictions in
      restrictions.map { restriction, causes -> JSON in
        [
          "path": .string(path), "mask": .string(restriction.mask.text),
          "when": restriction.when.map { .string($0.text) } ?? .null, "causes": json(causes),
        ]
      }
    }
    let rows = explanation.rows.map { row -> JSON in
      ["predicate": .string(row.predicate.text), "causes": json(row.causes)]
    }
    let combined = explanation.columns.keys.compactMap { path in
      explanation.combined(on: path).map { (path, JSON.string($0.text)) }
    }
    let losses = explanation.losses.map { loss in
      (loss.principal, JSON.array(loss.revelations.map { .string($0.description) }))
    }
    let anonymity = explanation.anonymity.map { entry -> JSON in
      ["k": .integer(Int64(entry.rule.k)), "columns": .sorted(entry.rule.columns), "causes": json(entry.causes)]
    }
    let principals = explanation.outcomes.map { entry -> JSON in
      let policies = entry.outcomes.map { outcome -> JSON in
        ["policy": .string(outcome.policy), "kind": .string(outcome.kind), "effect": .string(effect(outcome.effect))]
      }
      return [
        "principal": .string(entry.principal), "hidden": .bool(entry.view.isHidden), "reason": reason(entry.view),
        "policies": .array(policies),
      ]
    }
    return [
      "source": .string(explanation.source), "hidden": .bool(explanation.view.isHidden),
      "reason": reason(explanation.view), "principals": .array(principals), "rows": .array(rows),
      "columns": .array(columns), "together": .object(Dictionary(combined) { $1 }),
      "anonymity": .array(anonymity), "losses": .object(Dictionary(losses) { $1 }),
    ]
  }

  private static func effect(_ effect: RuleEffect) -> String {
    switch effect {
    case .doesNotApply: "does not apply"
    case .access(let isAllowed, let isRequired):
      (isAllowed ? "allows" : "does not allow") + (isRequired ? ", required" : ", shared")
    case .rows(let predicate): "rows only where \(predicate.text)"
    case .allRows: "all rows"
    case .restricts(let restrictions):
      restrictions.sorted { $0.key < $1.key }.map { "\($0.key) \(ViewText.text($0.value))" }.joined(separator: ", ")
    case .noCells: "no cell"
    case .suppresses(let rule): ViewText.text(rule)
    }
  }

  private static func reason(_ view: View) -> JSON {
    if case .hidden(let reason) = view { .string(reason.description) } else { .null }
  }

  private static func json(_ causes: [Explanation.Cause]) -> JSON {
    .array(causes.map { ["policy": .string($0.policy), "member": .string($0.member)] })
  }
}
