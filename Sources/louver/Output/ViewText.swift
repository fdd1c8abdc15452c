import Columnar
import Expressions
import Masking
import Policy

/// Views in words and as JSON.
enum ViewText {
  /// A view in a few words: `2 columns masked, rows filtered`.
  static func summary(_ view: View) -> String {
    guard let visible = view.visible else { return "hidden" }
    var parts: [String] = []
    if !visible.columns.isEmpty {
      parts.append("\(visible.columns.count) \(visible.columns.count == 1 ? "column" : "columns") masked")
    }
    if !visible.rows.isEmpty { parts.append("rows filtered") }
    if let k = visible.anonymity.map(\.k).max() { parts.append("\(k)-anonymous") }
    return parts.isEmpty ? "clear" : parts.joined(separator: ", ")
  }

  /// What is done to a column: `hash; null where dept = 'board'`, or `clear`.
  static func treatment(_ restrictions: Set<Restriction>?) -> String {
    guard let restrictions, !restrictions.isEmpty else { return "clear" }
    return sorted(restrictions).map(text).joined(separator: "; ")
  }

  static func text(_ restriction: Restriction) -> String {
    restriction.mask.text + (restriction.when.map { " where \($0.text)" } ?? "")
  }

  static func text(_ rule: AnonymityRule) -> String { "\(rule.k)-anonymity of \(rule.columns.joined(separator: ", "))" }

  static func json(_ restrictions: Set<Restriction>?) -> JSON {
    .array(
      sorted(restrictions ?? []).map { restriction in
        ["mask": .string(restriction.mask.text), "when": restriction.when.map { .string($0.text) } ?? .null]
      })
  }

  static func json(_ rules: Set<AnonymityRule>) -> JSON {
    let sorted = rules.sorted { ($0.columns.joined(separator: ","), $0.k) < ($1.columns.joined(separator: ","), $1.k) }
    return .array(sorted.map { ["k": .integer(Int64($0.k)), "columns": .sorted($0.columns)] })
  }

  private static func sorted(_ restrictions: Set<Restriction>) -> [Restriction] {
    restrictions.sorted { text($0) < text($1) }
  }
}
