public import Codecs

extension CompressionCodec {
  /// The codec itself, nil where this version has none.
  public var codec: Codec? {
    switch self {
    case .uncompressed: .uncompressed
    case .snappy: .snappy
    case .gzip: .gzip
    case .brotli: .brotli
    case .lz4: .lz4Hadoop
    case .zstd: .zstd
    case .lz4Raw: .lz4Raw
    case .lzo, .other: nil
    }
  }

  public init(_ codec: Codec) {
    switch codec {
    case .uncompressed: self = .uncompressed
    case .snappy: self = .snappy
    case .gzip: self = .gzip
    case .brotli: self = .brotli
    case .lz4Hadoop: self = .lz4
    case .zstd: self = .zstd
    case .lz4Raw: self = .lz4Raw
    }
  }
}
