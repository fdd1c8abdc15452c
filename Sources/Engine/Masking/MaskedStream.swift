import Columnar
import Masking
import Parquet

/// Everything that is decided before a job runs.
struct JobPlan: Sendable {
  let source: Source
  let groups: [InputGroup]
  let leaves: [LeafPlan]
  let filterTexts: [String]
  let verdicts: [RowVerdict]
  let layout: RowLayout
  /// For leaves of anonymity rules, by their number: the output's rows in which they become NULL.
  var suppressed: [Int: Bitmap] = [:]
  /// Rows of which a value is suppressed.
  var suppressedRows = 0
  let output: OutputSchema
  let keys: MaskKeys
  let options: JobOptions
}

/// The masked rows of one leaf in one output row group, batch by batch.
struct MaskedStream {
  /// The part of the input that is being read.
  private struct Position {
    var segment: Segment
    var input: InputGroup
    var reader: AlignedReader<SourceRun>
  }

  private let job: JobPlan
  private let plan: LeafPlan
  private let entity: Leaf?
  private var segments: ArraySlice<Segment>
  private var position: Position?
  private var masker: LeafMasker
  private let suppressed: Bitmap?
  /// The number of the next row, counted over the whole output.
  private var outputRow: Int

  init(_ job: JobPlan, group: OutputGroup, leaf: Int) {
    self.job = job
    suppressed = job.suppressed[leaf]
    outputRow = group.firstRow
    segments = group.segments[...]
    plan = job.leaves[leaf]
    entity = plan.entityName.flatMap { job.source.schema.leaves(named: $0).first }
    masker = LeafMasker(plan: plan, keys: job.keys)
  }

  /// Values that masks counted so far.
  var counted: Int { masker.counted }

  /// The next rows that remain, masked; nil behind the last.
  mutating func next() throws -> MaskedColumn? {
    while true {
      if position == nil {
        guard let segment = segments.popFirst() else { return nil }
        try located(place(segment)) { position = try open(segment) }
      }
      let segment = position!.segment
      if let column = try located(place(segment), { try nextOfSegment() }) {
        defer { outputRow += column.structure.rows }
        return suppressed.map { column.suppressed(in: $0[outputRow..<outputRow + column.structure.rows]) } ?? column
      }
      position = nil
    }
  }

  private func place(_ segment: Segment) -> Place {
    let input = job.groups[segment.group]
    return Place(
      file: job.source.files[input.file].listed.path, column: plan.leaf.shortPath, rowGroup: input.rowGroup)
  }

  private mutating func open(_ segment: Segment) throws -> Position {
    masker.beginChunk()
    let input = job.groups[segment.group]
    if let kept = job.verdicts[segment.group].kept[plan.leaf.index] {
      return Position(segment: segment, input: input, reader: AlignedReader([SourceRun(kept)], rows: input.rows))
    }
    let reader = try AlignedReader(
      job.source.files[input.file], rowGroup: input.rowGroup,
      leaves: [plan.leaf] + (entity.map { [$0] } ?? []), decodesValues: !plan.showsNothing)
    return Position(segment: segment, input: input, reader: reader)
  }

  private mutating func nextOfSegment() throws -> MaskedColumn? {
    let segment = position!.segment
    guard let selected = job.verdicts[segment.group].selection else {
      try job.options.cancellation.check()
      return try position!.reader.next().map { try mask($0.columns, $0.rows, nil) }
    }
    while true {
      try job.options.cancellation.check()
      let next = max(position!.reader.row, segment.rows.lowerBound)
      guard let first = selected.nextSet(from: next), first < segment.rows.upperBound else { return nil }
      try position!.reader.skipRuns(before: first)
      guard let batch = try position!.reader.next(selecting: selected, in: segment.rows) else { return nil }
      if batch.columns[0].rows > 0 { return try mask(batch.columns, batch.rows, batch.selection) }
    }
  }

  private mutating func mask(_ columns: [Column], _ rows: Range<Int>, _ selection: Bitmap?) throws -> MaskedColumn {
    let verdict = job.verdicts[position!.segment.group]
    let conditions =
      plan.isUniform
      ? []
      : verdict.masked.map { condition in
        selection.map { condition[rows].selected(by: $0) } ?? condition[rows]
      }
    let context =
      try plan.needsCells
      ? cellContext(columns, position!.input.firstRow + rows.lowerBound, selection) : nil
    return try masker.mask(columns[0], conditions: conditions, cells: context)
  }

  private func cellContext(_ columns: [Column], _ firstRow: Int, _ selection: Bitmap?) throws -> CellContext {
    let rowNumbers =
      selection.map { $0.setIndices.map { UInt64(firstRow + $0) } }
      ?? (0..<columns[0].rows).map { UInt64(firstRow + $0) }
    return try CellContext(column: columns[0], rowNumbers: rowNumbers, entity: columns.count > 1 ? columns[1] : nil)
  }
}

extension LeafPlan {
  /// The column whose values some mask of the leaf follows.
  var entityName: String? { possibleMasks.lazy.compactMap(\.entityColumn).first }
}
