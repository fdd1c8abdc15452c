/// How page bodies are compressed (parquet.thrift, `CompressionCodec`).
public enum CompressionCodec: Hashable, Sendable {
  case uncompressed
  case snappy
  case gzip
  /// Never implemented by more than one writer; pages can be copied but not read.
  case lzo
  case brotli
  /// The deprecated LZ4 of Hadoop framing, or bare blocks.
  case lz4
  case zstd
  case lz4Raw
  /// A codec of a later version of the format, by its number: pages can be copied but not read.
  case other(Int32)
}

extension CompressionCodec: RawRepresentable {
  public init(rawValue: Int32) {
    self =
      switch rawValue {
      case 0: .uncompressed
      case 1: .snappy
      case 2: .gzip
      case 3: .lzo
      case 4: .brotli
      case 5: .lz4
      case 6: .zstd
      case 7: .lz4Raw
      default: .other(rawValue)
      }
  }

  public var rawValue: Int32 {
    switch self {
    case .uncompressed: 0
    case .snappy: 1
    case .gzip: 2
    case .lzo: 3
    case .brotli: 4
    case .lz4: 5
    case .zstd: 6
    case .lz4Raw: 7
    case .other(let number): number
    }
  }
}

extension CompressionCodec: CustomStringConvertible {
  /// The name in the Parquet format.
  public var description: String {
    switch self {
    case .uncompressed: "UNCOMPRESSED"
    case .snappy: "SNAPPY"
    case .gzip: "GZIP"
    case .lzo: "LZO"
    case .brotli: "BROTLI"
    case .lz4: "LZ4"
    case .zstd: "ZSTD"
    case .lz4Raw: "LZ4_RAW"
    case .other(let number): "codec \(number)"
    }
  }
}
