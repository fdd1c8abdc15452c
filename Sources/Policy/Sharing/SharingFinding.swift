/// Who can pass on what by writing where others read: all pairs of writers and readers for whom one answer holds.
public struct SharingFinding: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// The writer sees what the reader may not.
    case down
    /// The reader sees all that the writer does, and more: for information.
    case up
  }

  public var database: String
  public var source: String
  public var kind: Kind
  /// Names, sorted; nobody is in both.
  public var writers: [String]
  public var readers: [String]
  /// What the writer sees that the reader may not; empty for `up`.
  public var reveals: [Revelation]
}

extension SharingFinding: Comparable {
  public static func < (a: SharingFinding, b: SharingFinding) -> Bool { a.order.lexicographicallyPrecedes(b.order) }

  private var order: [String] { [database, source, kind.rawValue] + writers + [""] + readers }
}
