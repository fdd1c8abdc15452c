/// A run of a chunk's bytes.
public enum ChunkPiece: Hashable, Sendable {
  /// Bytes that were made for it.
  case bytes([UInt8])
  /// Bytes that stand in the file that the chunk was read from, at this range, and are copied as they are.
  case stored(Range<Int>)

  public var count: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .stored(let range): range.count
    }
  }
}
