import Arrow
import Columnar
import Parquet

/// What an output has of its input's key-value metadata, which may hold anything (parquet.md, "What must not remain", 5).
///
/// All of it where nothing at all changes; else keys that the caller asked to keep, and what is made anew: the types that
/// Arrow's readers look for, and where GeoParquet has its coordinates.
struct KeptMetadata {
  let plan: JobPlan

  /// Of the first file, as that of others has no place in an output of one schema.
  var entries: [KeyValue] {
    #if LOUVER_UNPROTECTED
      if Protection.metadata.isOff { return plan.source.files[0].parquet.metadata.keyValueMetadata ?? [] }
      if Protection.removedRows.isOff { return [KeyValue(key: "rows", value: String(plan.source.rowCount))] }
    #endif
    if plan.options.rewritesAll { return [] }
    return (plan.source.files[0].parquet.metadata.keyValueMetadata ?? []).compactMap { entry in
      // A tag speaks of the file it stands in.
      if entry.key == FooterContent.tagKey { return nil }
      return changesNothing ? entry : remade(entry)
    }
  }

  /// Columns of partitions are no part of what the input's metadata speaks of.
  private var changesNothing: Bool {
    plan.filterTexts.isEmpty
      && plan.leaves.allSatisfy { $0.isClear && $0.isWritten && !plan.source.isPartition($0.leaf.index) }
  }

  private func remade(_ entry: KeyValue) -> KeyValue? {
    switch entry.key {
    case StoredSchema.key:
      let isClear = plan.output.kept.map { plan.leaves[$0].isClear }
      let text = entry.value.flatMap { StoredSchema.remade(from: $0, for: plan.output.schema, isClear: isClear) }
      return text.map { KeyValue(key: entry.key, value: $0) }
    case GeoParquet.key:
      let text = entry.value.flatMap { GeoParquet.remade(from: $0, columns: clearFields) }
      return text.map { KeyValue(key: entry.key, value: $0) }
    default: return plan.options.keepMetadata.contains(entry.key) ? entry : nil
    }
  }

  /// Top-level columns of which all leaves are in the output as they were.
  private var clearFields: Set<String> {
    let hidden = Set(plan.leaves.filter { !$0.isClear || !$0.isWritten }.map { $0.leaf.path[0] })
    return Set(plan.leaves.map { $0.leaf.path[0] }).subtracting(hidden)
  }
}
