import Columnar
import Masking

extension Governance {
  /// The one mask that hides a column (name or path of a single leaf) in a context, if all policies that mask the
  /// column there, for whichever member, say so and name the context's principal in `reversible_for`.
  ///
  /// Throws `denied` where one does not, `invalidArgument` where there is nothing to undo.
  public func reversibleMask(
    of column: String, in source: Source, for context: AccessContext
  ) throws(PolicyError) -> Mask {
    let leaves = source.schema.leaves(named: column)
    guard leaves.count == 1 else {
      throw PolicyError(.invalidArgument, "there is no single column of that name", place: Place(column: column))
    }
    var masks: Set<Mask> = []
    for cause in try explanation(of: source, in: context).columns[leaves[0].shortPath]?.flatMap(\.causes) ?? [] {
      guard let (mask, reversible) = rules[cause.policy]?.reversal else { continue }
      masks.insert(mask)
      guard reversible?.holds(for: context.principal, under: context.purposes) == true else {
        throw PolicyError(
          .denied, "unmasking is not for \(context.principal.name) by policy \(cause.policy)",
          place: Place(column: column))
      }
    }
    guard let mask = masks.first else {
      throw PolicyError(.invalidArgument, "the column is not masked here", place: Place(column: column))
    }
    guard masks.count == 1 else {
      throw PolicyError(.invalidArgument, "several masks come together on the column", place: Place(column: column))
    }
    return mask
  }
}

extension PolicyRule {
  /// The mask of a column or cell policy, and for whom it may be undone.
  fileprivate var reversal: (Mask, Condition?)? {
    switch kind {
    case .column(let mask, let reversible), .cell(let mask, _, let reversible): (mask, reversible)
    case .access, .row, .anonymity: nil
    }
  }
}
