/// A page as it stands in the file.
public struct RawPage: Hashable, Sendable {
  public var header: PageHeader
  /// Where the header begins in the file.
  public var offset: Int
  /// Where the body is in the file: compressed, behind the header.
  public var body: Range<Int>

  public init(header: PageHeader, offset: Int, body: Range<Int>) {
    self.header = header
    self.offset = offset
    self.body = body
  }

  /// Header and body.
  public var range: Range<Int> { offset..<body.upperBound }
}

extension PageHeader {
  /// Slots of a data page; nil for other pages.
  public var slotCount: Int? {
    switch content {
    case .data(let header): Int(header.valueCount)
    case .dataV2(let header): Int(header.valueCount)
    case .index, .dictionary: nil
    }
  }

  /// The encoding of a data page's values; nil for other pages.
  public var valueEncoding: Encoding? {
    switch content {
    case .data(let header): header.encoding
    case .dataV2(let header): header.encoding
    case .index, .dictionary: nil
    }
  }
}
