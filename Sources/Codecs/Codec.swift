/// How the bytes of a page are compressed (Parquet format, "Compression").
public enum Codec: String, Sendable, Hashable, CaseIterable {
  case uncompressed
  case snappy
  /// RFC 1952; a reader also meets RFC 1950 (zlib) streams under this name.
  case gzip
  /// RFC 7932.
  case brotli
  /// RFC 8878.
  case zstd
  /// An LZ4 block without any framing.
  case lz4Raw
  /// The deprecated LZ4: blocks framed as Hadoop does, or bare. Only read.
  case lz4Hadoop

  /// The levels a compressor takes, nil where it has none.
  public var levels: ClosedRange<Int>? {
    switch self {
    case .uncompressed, .snappy, .lz4Raw, .lz4Hadoop: nil
    case .gzip: 0...12
    case .brotli: 0...11
    case .zstd: 1...22
    }
  }

  /// The level taken where none is asked for; 0 for codecs without levels.
  public var defaultLevel: Int {
    switch self {
    case .uncompressed, .snappy, .lz4Raw, .lz4Hadoop: 0
    case .gzip: 6
    case .brotli: 4
    case .zstd: 3
    }
  }

  /// No stream of `count` bytes of this codec can hold more bytes than this; nil where there is no such bound.
  ///
  /// It keeps a claimed size from reserving memory that the bytes at hand could never fill.
  func maximumSize(from count: Int) -> Int? {
    switch self {
    case .uncompressed: count
    // A copy element of three bytes stands for 64.
    case .snappy: count * 22
    // DEFLATE stores 258 bytes in two bits at best.
    case .gzip: count * 1032
    case .brotli: nil
    // A block of four bytes (RLE) stands for 128 KiB.
    case .zstd: count * 32_768
    // Every byte of a match's length adds at most 255.
    case .lz4Raw, .lz4Hadoop: count * 255 + 64
    }
  }
}
