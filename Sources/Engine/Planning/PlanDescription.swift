import Policy

/// A job's plan for people and scripts: what happens to each chunk, and why.
public struct PlanDescription: Sendable {
  public struct Row: Sendable {
    public var rowGroup: Int
    public var column: String
    public var plan: String
    public var reason: String
    /// The effective mask, or that it depends on the row; nil where the column is clear.
    public var mask: String?
  }

  public var rows: [Row]
  /// Row predicates in their normal form, in the order they are evaluated.
  public var predicates: [String]
}

extension Job {
  /// The plan of every chunk, row group by row group.
  public var description: PlanDescription {
    var rows: [PlanDescription.Row] = []
    for (group, planned) in chunks.enumerated() {
      for (chunk, leaf) in zip(planned, plan.output.kept) {
        let leafPlan = plan.leaves[leaf]
        let mask = leafPlan.isUniform ? leafPlan.uniformMask?.text : "by row"
        rows.append(
          PlanDescription.Row(
            rowGroup: group, column: leafPlan.leaf.shortPath, plan: chunk.plan.rawValue, reason: chunk.reason,
            mask: mask))
      }
    }
    return PlanDescription(rows: rows, predicates: plan.filterTexts)
  }
}
