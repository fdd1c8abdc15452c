import Columnar
import Masking

/// Which rows a row policy leaves.
public enum RowFilter: Hashable, Sendable {
  /// A predicate's text, which may name the context.
  case predicate(String)
  case window(TimeWindow)
  /// A keyed share of the values of a column; the percentage keeps its digits.
  case sample(percent: String, by: String)
}

/// One policy: what it says, of what, and to whom.
public struct PolicyRule: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case access(allow: Condition, isRequired: Bool)
    case row(RowFilter)
    case column(Mask, reversibleFor: Condition?)
    case cell(Mask, when: String, reversibleFor: Condition?)
    case anonymity(k: Int, columns: [String])

    /// The word that `kind:` has.
    public var name: String {
      switch self {
      case .access: "access"
      case .row: "row"
      case .column: "column"
      case .cell: "cell"
      case .anonymity: "anonymity"
      }
    }
  }

  public var name: String
  public var kind: Kind
  public var target: TargetSelector
  public var appliesTo: Condition
  public var except: Condition?

  public init(
    name: String, kind: Kind, target: TargetSelector, appliesTo: Condition = .everyone, except: Condition? = nil
  ) {
    self.name = name
    self.kind = kind
    self.target = target
    self.appliesTo = appliesTo
    self.except = except
  }

  /// Whether the policy speaks to a context: its `for` is true and its `except` is false.
  public func applies(to principal: Principal, under purposes: Set<String>) -> Bool {
    appliesTo.holds(for: principal, under: purposes)
      && except?.holds(for: principal, under: purposes) != true
  }
}
