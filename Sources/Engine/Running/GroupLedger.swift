import Columnar
import Parquet

/// What the chunks that were read through said of the groups they share, until the chunk beside them is read too.
final class GroupLedger: Sendable {
  /// Between a leaf and the one before it, in a row group of the input.
  private struct Border: Hashable {
    var group: Int
    var leaf: Int
  }

  let agreement: GroupAgreement
  private let leaves: [Leaf]
  private let open = Guarded<[Border: UInt64]>([:])

  init(_ schema: Schema) {
    agreement = GroupAgreement(schema)
    leaves = schema.leaves
  }

  /// Throws where a chunk says something else than the one before or behind it did.
  func enter(_ account: GroupAccount, group: Int, leaf: Int) throws(EngineError) {
    try compare(account.withLeafBefore, at: Border(group: group, leaf: leaf))
    try compare(account.withLeafAfter, at: Border(group: group, leaf: leaf + 1))
  }

  private func compare(_ digest: UInt64?, at border: Border) throws(EngineError) {
    guard let digest else { return }
    let other = open.withLock { open in
      let other = open.removeValue(forKey: border)
      if other == nil { open[border] = digest }
      return other
    }
    guard other == nil || other == digest else {
      // The second of the two columns, whichever was read first.
      let place = Place(column: leaves[border.leaf].shortPath)
      throw EngineError(.malformed, "columns of one group disagree about what is there", at: place)
    }
  }
}
