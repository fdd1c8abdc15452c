#if LOUVER_UNPROTECTED
  import Synchronization

  /// What keeps something hidden from remaining in an output (parquet.md, "What must not remain", by number), for builds
  /// that show what would remain without it. No other build has it: see Scripts/residue.sh.
  public enum Protection: Int, CaseIterable, Sendable {
    case statistics = 1
    case bloomFilters, dictionaryEntries, dictionaryIndices, metadata, footer, layout, names, removedRows

    private static let off = Atomic(0)

    /// Does without one of them from now on; nil: without none.
    public static func switchOff(_ protection: Protection?) { off.store(protection?.rawValue ?? 0, ordering: .relaxed) }

    public var isOff: Bool { Protection.off.load(ordering: .relaxed) == rawValue }
  }
#endif
