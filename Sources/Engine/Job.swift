import Columnar
import Expressions
import Masking
import Parquet
import Policy

/// One masking job: a source, the view of it that is to be shown, and everything decided about how.
///
/// Making a job plans it: predicates are evaluated, so that what is printed is what will be done. Nothing is written
/// before `write`, and `write` decides nothing.
public struct Job: Sendable {
  let plan: JobPlan
  /// The plan of each chunk: a row for each output row group, a column for each leaf that is written.
  let chunks: [[PlannedChunk]]

  /// Plans a job. `columns` are the only ones that are shown; nil: all that the view leaves.
  ///
  /// Throws `invalidArgument` where the view names a column that is not there or a mask does not fit its column,
  /// `malformed`, `unsupported` or `io` where the predicates' columns cannot be read.
  public init(
    source: Source, view: VisibleView, columns: [String]? = nil, keys: MaskKeys, options: JobOptions = JobOptions()
  ) throws(EngineError) {
    let leafPlans = try LeafPlans(view: view, schema: source.schema, columns: columns)
    let output = try OutputSchema(source.schema, plans: leafPlans.leaves)
    let groups = source.inputGroups
    let workers = Workers(count: options.threads, cancellation: options.cancellation)
    let keeper = RowKeeper(leaves: leafPlans.leavesReadTwice(of: source), memoryBudget: options.memoryBudget)
    let verdicts = try workers.verdicts(leafPlans.conditions, of: groups, in: source, keeper)
    let filtered = !leafPlans.conditions.filters.isEmpty
    let layout =
      filtered
      ? RowLayout(packing: groups, selections: verdicts.map { $0.selection! })
      : RowLayout(keeping: groups, fileCount: source.files.count)
    var plan = JobPlan(
      source: source, groups: groups, leaves: leafPlans.leaves, filterTexts: leafPlans.conditions.filters.map(\.text),
      verdicts: verdicts, layout: layout, output: output,
      keys: keys, options: options)
    try plan.suppress(by: view.anonymity)
    self.plan = plan
    let planner = Planner(
      source: source, groups: groups, plans: leafPlans.leaves, filtered: filtered,
      rewritesAll: options.rewritesAll)
    let chunks = layout.groups.map { group in output.kept.map { planner.plan(group, leaf: $0) } }
    self.chunks = Job.proving(chunks, of: plan)
  }

  /// The schema of what is written.
  public var outputSchema: Schema { plan.output.schema }

  /// Rows that remain.
  public var rowCount: Int { plan.layout.groups.reduce(0) { $0 + $1.rows } }
}

extension Source {
  /// The row groups of all files in order, those without rows too.
  var inputGroups: [InputGroup] {
    var groups: [InputGroup] = []
    var firstRow = 0
    for (number, file) in files.enumerated() {
      for (rowGroup, metadata) in file.parquet.metadata.rowGroups.enumerated() {
        groups.append(InputGroup(file: number, rowGroup: rowGroup, rows: metadata.rowCount, firstRow: firstRow))
        firstRow += metadata.rowCount
      }
    }
    return groups
  }
}

extension Workers {
  /// What the conditions say of every row group.
  fileprivate func verdicts(
    _ conditions: Conditions, of groups: [InputGroup], in source: Source, _ keeper: RowKeeper
  ) throws(EngineError) -> [RowVerdict] {
    if conditions.isEmpty { return groups.map { _ in .none } }
    return try map(groups.count) { number in
      let group = groups[number]
      let file = source.files[group.file]
      return try located(Place(file: file.listed.path, rowGroup: group.rowGroup)) {
        try conditions.verdict(file, rowGroup: group.rowGroup, keeper: keeper, cancellation: cancellation)
      }
    }
  }
}

extension LeafPlans {
  /// Leaves that are decoded for filters and again for the output, by their number.
  fileprivate func leavesReadTwice(of source: Source) -> [Int] {
    if conditions.filters.isEmpty { return [] }
    return conditions.leaves.map(\.index).filter { leaf in
      let plan = leaves[leaf]
      return plan.isWritten && !plan.showsNothing && plan.entityName == nil && !source.isPartition(leaf)
    }
  }
}
