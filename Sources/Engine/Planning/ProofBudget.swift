/// Which chunks that are copied are decoded to prove them: the first small ones of a job, as many as take next to no time.
///
/// Small files, where damage is most likely to be in what a job reads, are proven altogether; of ten thousand of them, or of large ones,
/// a part is.
struct ProofBudget {
  /// Bytes, as stored, of a chunk that may be proven.
  private static let smallChunk = 256 << 10

  /// Bytes, as stored, of the chunks that are still to be.
  private var left = 16 << 20

  mutating func takes(_ bytes: Int) -> Bool {
    guard (0...ProofBudget.smallChunk).contains(bytes), bytes <= left else { return false }
    left -= bytes
    return true
  }
}

extension Job {
  /// The plans, of which those that are to be proven are marked.
  static func proving(_ chunks: [[PlannedChunk]], of plan: JobPlan) -> [[PlannedChunk]] {
    var budget = ProofBudget()
    return zip(plan.layout.groups, chunks).map { group, planned in
      zip(plan.output.kept, planned).map { leaf, chunk in
        guard chunk.plan == .copy else { return chunk }
        let input = plan.groups[group.segments[0].group]
        let metadata = plan.source.files[input.file].chunk(rowGroup: input.rowGroup, leaf: leaf)
        var chunk = chunk
        chunk.isProven = plan.options.verifiesCopies || budget.takes(metadata?.totalCompressedSize ?? 0)
        return chunk
      }
    }
  }
}
