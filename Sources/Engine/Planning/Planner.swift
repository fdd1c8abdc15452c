import Columnar
import Masking
import Parquet

/// Chooses the plan of each chunk. All it looks at is the footer, so that planning costs nothing.
struct Planner {
  let source: Source
  let groups: [InputGroup]
  let plans: [LeafPlan]
  let filtered: Bool
  let rewritesAll: Bool

  func plan(_ output: OutputGroup, leaf: Int) -> PlannedChunk {
    let plan = plans[leaf]
    let chunks = output.segments.map { chunk($0.group, leaf) }
    if source.isPartition(leaf) {
      return PlannedChunk(plan: .recode, reason: "the value is in the file's path")
    }
    if plan.isBlank, let mask = plan.uniformMask {
      return PlannedChunk(plan: .blank, reason: "\(mask.name) shows nothing")
    }
    if filtered {
      return chunks.allSatisfy(isDictionaryEncoded) && !plan.needsCells
        ? PlannedChunk(plan: .select, reason: "rows go, dictionary encoded throughout")
        : PlannedChunk(plan: .recode, reason: "rows go, \(whyNoDictionary(plan))")
    }
    if plan.isClear, rewritesAll { return PlannedChunk(plan: .recode, reason: "everything is to be written anew") }
    if plan.isClear { return PlannedChunk(plan: .copy, reason: "clear, all rows remain") }
    if plan.showsNothing, !plan.isSuppressible, let mask = plan.uniformMask {
      return PlannedChunk(plan: .blankNested, reason: "\(mask.name) shows nothing, under a list or struct")
    }
    guard chunks.allSatisfy(isDictionaryEncoded), !plan.needsCells else {
      return PlannedChunk(plan: .recode, reason: whyNoDictionary(plan))
    }
    if plan.isUniform, !plan.isSuppressible, let mask = plan.uniformMask, tellsNothing(byIndicesOf: mask, plan.leaf) {
      return PlannedChunk(
        plan: .dictionary,
        reason:
          "\(mask.name) is one to one, dictionary encoded throughout (remap if entries are not in order of first use)")
    }
    return PlannedChunk(plan: .remap, reason: "dictionary encoded throughout")
  }

  /// Whether the input's indices tell no more than the masked values do.
  private func tellsNothing(byIndicesOf mask: Mask, _ leaf: Leaf) -> Bool {
    #if LOUVER_UNPROTECTED
      if Protection.dictionaryIndices.isOff { return true }
    #endif
    return mask.isInjective(on: leaf.type)
  }

  private func whyNoDictionary(_ plan: LeafPlan) -> String {
    plan.needsCells ? "the mask depends on the cell's place" : "not dictionary encoded throughout"
  }

  private func chunk(_ group: Int, _ leaf: Int) -> ColumnMetadata? {
    let group = groups[group]
    return source.files[group.file].chunk(rowGroup: group.rowGroup, leaf: leaf)
  }

  /// Whether the footer says that every data page holds indices.
  private func isDictionaryEncoded(_ chunk: ColumnMetadata?) -> Bool {
    guard let chunk, let stats = chunk.encodingStats else { return false }
    let pages = stats.filter { $0.count > 0 && ($0.pageType == .data || $0.pageType == .dataV2) }
    return !pages.isEmpty && pages.allSatisfy { $0.encoding.isDictionary }
  }
}
