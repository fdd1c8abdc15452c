import Columnar
import Expressions
import Masking

/// Why a source is seen as it is: what each policy does for each principal whose view counts.
public struct Explanation: Hashable, Sendable {
  /// What one policy that targets the source does for one principal.
  public struct Outcome: Hashable, Sendable {
    public var policy: String
    /// `access`, `row`, `column`, `cell` or `anonymity`.
    public var kind: String
    public var effect: RuleEffect
  }

  /// One principal's part in it: outside projects there is one, in a project every member has one.
  public struct Part: Hashable, Sendable {
    public var principal: String
    /// The principal's own view, under the project's purposes.
    public var view: View
    /// In the order of the policies' names.
    public var outcomes: [Outcome]
  }

  /// Where a restriction comes from.
  public struct Cause: Hashable, Sendable, Comparable {
    public var policy: String
    /// Whose view it restricts.
    public var member: String

    public static func < (a: Cause, b: Cause) -> Bool { (a.policy, a.member) < (b.policy, b.member) }
  }

  public var source: String
  public var schema: Schema
  /// What the context sees, in a project the equalized view.
  public var view: View
  public var parts: [Part]
}

extension Explanation {
  /// What each policy does, principal by principal.
  public var outcomes: [(principal: String, view: View, outcomes: [Outcome])] {
    parts.map { ($0.principal, $0.view, $0.outcomes) }
  }

  /// Each row predicate and where it comes from, by its text.
  public var rows: [(predicate: Predicate, causes: [Cause])] {
    var causes: [Predicate: [Cause]] = [:]
    visit { cause, effect in
      if case .rows(let predicate) = effect { causes[predicate, default: []].append(cause) }
    }
    return causes.map { ($0.key, $0.value.sorted()) }.sorted { $0.predicate.text < $1.predicate.text }
  }

  /// Each restriction of a column (short path) and where it comes from, by the mask's text.
  public var columns: [String: [(restriction: Restriction, causes: [Cause])]] {
    var causes: [String: [Restriction: [Cause]]] = [:]
    visit { cause, effect in
      guard case .restricts(let restrictions) = effect else { return }
      for (path, restriction) in restrictions { causes[path, default: [:]][restriction, default: []].append(cause) }
    }
    return causes.mapValues { byRestriction in
      byRestriction.map { ($0.key, $0.value.sorted()) }.sorted { $0.restriction.order < $1.restriction.order }
    }
  }

  /// Each anonymity rule and where it comes from, by its columns.
  public var anonymity: [(rule: AnonymityRule, causes: [Cause])] {
    var causes: [AnonymityRule: [Cause]] = [:]
    visit { cause, effect in
      if case .suppresses(let rule) = effect { causes[rule, default: []].append(cause) }
    }
    return causes.map { ($0.key, $0.value.sorted()) }.sorted {
      ($0.rule.columns.joined(separator: ","), $0.rule.k) < ($1.rule.columns.joined(separator: ","), $1.rule.k)
    }
  }

  /// What each principal could see by themselves, under the same purposes, and does not see here.
  public var losses: [(principal: String, revelations: [Revelation])] {
    parts.map { ($0.principal, revelations(of: $0.view, beyond: view)) }
  }

  /// What several masks on one column (short path) come to, where all of them hold; nil where it has fewer than two.
  public func combined(on path: String) -> Mask? {
    guard let restrictions = columns[path], restrictions.count > 1 else { return nil }
    let type = schema.leaves.first { $0.shortPath == path }?.type
    return Mask.effective(Set(restrictions.map(\.restriction.mask)), type: type)
  }

  private func visit(_ body: (Cause, RuleEffect) -> Void) {
    for part in parts {
      for outcome in part.outcomes { body(Cause(policy: outcome.policy, member: part.principal), outcome.effect) }
    }
  }
}

extension Restriction {
  fileprivate var order: String { mask.text + "\0" + (when?.text ?? "") }
}
