import Columnar
import Parquet

/// Hands masked columns to a chunk writer. Of a pool only the entries that rows use reach the output's dictionary,
/// in the order of their first use, so that the order tells nothing of the values they came from.
struct ChunkSink {
  private static let unset = UInt32.max
  private var writer: ChunkWriter
  private var pool: Int?
  private var ids: [UInt32] = []

  init(_ writer: ChunkWriter) { self.writer = writer }

  mutating func append(_ column: MaskedColumn) throws {
    switch column.data {
    case .plain(let values): try writer.append(column.structure, values)
    case .dictionary(let entries, let indices):
      if pool != column.pool || column.pool == nil {
        pool = column.pool
        ids = []
      }
      ids.append(contentsOf: repeatElement(ChunkSink.unset, count: entries.count - ids.count))
      try writer.append(column.structure, ids: translate(indices, of: entries))
    }
  }

  private mutating func translate(_ indices: [UInt32], of entries: Values) throws -> [UInt32] {
    let known = indices.map { ids[Int($0)] }
    guard known.contains(ChunkSink.unset) else { return known }
    var fresh: [UInt32] = []
    #if LOUVER_UNPROTECTED
      if Protection.dictionaryEntries.isOff {
        fresh = (0..<UInt32(entries.count)).filter { ids[Int($0)] == ChunkSink.unset }
      }
      for index in fresh { ids[Int(index)] = 0 }
    #endif
    for index in indices where ids[Int(index)] == ChunkSink.unset {
      // Marked, so that it is fresh only once; the true id comes below.
      ids[Int(index)] = 0
      fresh.append(index)
    }
    for (index, id) in zip(fresh, try writer.intern(entries.gathered(fresh))) { ids[Int(index)] = id }
    return indices.map { ids[Int($0)] }
  }

  /// Data pages that are ready (`ChunkWriter.takePages`).
  mutating func takePages() -> [ChunkPiece] { writer.takePages() }

  consuming func finish() throws -> EncodedChunk { try writer.finish() }
}
