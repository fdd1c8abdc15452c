/// Why a source is seen as it is.
public struct Explanation: Hashable, Sendable {
  /// What one policy that targets the source does, for one principal.
  public struct Outcome: Hashable, Sendable {
    public var policy: String
    /// `access`, `row`, `column`, `cell` or `anonymity`.
    public var kind: String
    public var effect: RuleEffect
  }

  /// Where a restriction comes from.
  public struct Cause: Hashable, Sendable {
    public var policy: String
    public var member: String
  }

  public var source: String
  public var view: View
  /// By principal: the one asked about, or in a project every member.
  public var outcomes: [(principal: String, view: View, outcomes: [Outcome])] {
    members.map { ($0.principal, $0.view, $0.outcomes) }
  }

  struct Member: Hashable, Sendable {
    var principal: String
    var view: View
    var outcomes: [Outcome]
  }

  var members: [Member]

  /// Each row predicate and whom it comes from, sorted by text.
  public var rows: [(predicate: Predicate, causes: [Cause])] { [] }
  /// Each restriction of a column (short path) and whom it comes from.
  public var columns: [String: [(restriction: Restriction, causes: [Cause])]] { [:] }
  /// Each anonymity rule and whom it comes from.
  public var anonymity: [(rule: AnonymityRule, causes: [Cause])] { [] }
}
