/// How much a file may ask for before it is refused. All sizes are in bytes.
public struct ReadLimits: Sendable, Hashable {
  /// Of one page, stored or decompressed.
  public var maxPageSize: Int
  /// Of the footer.
  public var maxFooterSize: Int

  public init(maxPageSize: Int = 256 << 20, maxFooterSize: Int = 256 << 20) {
    self.maxPageSize = maxPageSize
    self.maxFooterSize = maxFooterSize
  }
}
