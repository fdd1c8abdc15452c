public import Codecs

/// How a column chunk is written.
public struct ChunkOptions: Sendable, Hashable {
  /// The two forms of data pages (Parquet format, "Data Pages").
  public enum PageVersion: Sendable, Hashable {
    /// Levels and values compressed together.
    case v1
    /// Levels uncompressed, and values too where compression gains nothing.
    case v2
  }

  public var codec: Codec
  /// On the codec's own scale; nil takes its default.
  public var level: Int?
  public var pageVersion: PageVersion
  /// Whether values may go into a dictionary.
  public var dictionary: Bool
  /// Whether a dictionary is given up that makes the first pages no smaller.
  public var dictionaryMustPay: Bool
  /// Bytes of a dictionary (PLAIN-encoded) from which no more is added to it.
  public var dictionaryByteLimit: Int
  /// How values outside a dictionary are encoded; must suit the type.
  public var encoding: Encoding
  /// A page ends with the row that brings it to so many bytes, before encoding and compression…
  public var pageByteLimit: Int
  /// …or to so many rows.
  public var pageRowLimit: Int
  /// Whether pages carry a CRC-32.
  public var pageChecksum: Bool

  public init(
    codec: Codec = .zstd, level: Int? = nil, pageVersion: PageVersion = .v1, dictionary: Bool = true,
    dictionaryMustPay: Bool = true, dictionaryByteLimit: Int = 1 << 20, encoding: Encoding = .plain,
    pageByteLimit: Int = 1 << 20, pageRowLimit: Int = 20_000,
    pageChecksum: Bool = false
  ) {
    self.codec = codec
    self.level = level
    self.pageVersion = pageVersion
    self.dictionary = dictionary
    self.dictionaryMustPay = dictionaryMustPay
    self.dictionaryByteLimit = dictionaryByteLimit
    self.encoding = encoding
    self.pageByteLimit = pageByteLimit
    self.pageRowLimit = pageRowLimit
    self.pageChecksum = pageChecksum
  }
}
