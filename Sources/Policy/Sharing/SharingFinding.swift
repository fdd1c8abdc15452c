/// Who can pass on what by writing where others read: all writers, readers and sources for whom one answer holds.
public struct SharingFinding: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// The writer sees what the reader may not.
    case down
    /// The reader sees all that the writer does, and more: for information.
    case up
  }

  public var database: String
  public var kind: Kind
  /// Names, sorted; nobody is in both.
  public var writers: [String]
  public var readers: [String]
  /// Names, sorted.
  public var sources: [String]
  /// What the writers see that the readers may not; empty for `up`.
  public var reveals: [Revelation]

  /// Whether the readers see nothing of the sources at all.
  public var isHiddenFromReaders: Bool { reveals == [.source] }
}

extension SharingFinding: Comparable {
  public static func < (a: SharingFinding, b: SharingFinding) -> Bool {
    let heads = [a, b].map { [$0.database, $0.sources[0], $0.kind.rawValue, $0.writers[0], $0.readers[0]] }
    if heads[0] != heads[1] { return heads[0].lexicographicallyPrecedes(heads[1]) }
    return a.reveals.lexicographicallyPrecedes(b.reveals)
  }
}
