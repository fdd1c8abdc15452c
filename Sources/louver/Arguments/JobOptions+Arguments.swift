import Engine
import Parquet

extension Option {
  /// How a job runs: what `rewrite`, `mask` and `read` have in common.
  static let resources: [Option] = [.threads, .memory, .maxPageSize]
  /// How what is encoded anew is stored.
  static let storage: [Option] = [.compression, .pageVersion, .keepMetadata]
}

extension JobOptions {
  /// Options from the command line. From now on an interrupt cancels the job, which leaves nothing behind.
  init(_ arguments: Arguments) throws(UsageError) {
    Interruption.cancelsJobs()
    self.init(
      threads: try arguments.count(.threads, minimum: 1),
      memoryBudget: try arguments.byteCount(.memory) ?? 512 << 20,
      keepMetadata: arguments.all(.keepMetadata), cancellation: Interruption.shared)
    if let text = arguments.value(.compression) { (codec, level) = try Self.compression(text) }
    if let version = arguments.value(.pageVersion) {
      guard version == "1" || version == "2" else {
        throw UsageError("--page-version \(version.quoted): expected 1 or 2")
      }
      pageVersion = version == "1" ? 1 : 2
    }
  }

  /// `zstd`, or `zstd:9`.
  private static func compression(_ text: String) throws(UsageError) -> (CompressionCodec, Int?) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let codec = CompressionCodec(commandLineName: parts[0]) else {
      throw UsageError(
        "--compression \(text.quoted): unknown codec", hint: "one of \(Option.codecs.joined(separator: ", "))")
    }
    guard parts.count == 2 else { return (codec, nil) }
    guard let level = Int(parts[1]), codec.levels.contains(level) else {
      throw UsageError(
        "--compression \(text.quoted): no such level",
        hint: codec.levels.isEmpty
          ? "\(parts[0]) has no levels"
          : "\(parts[0]) has levels \(codec.levels.lowerBound) to \(codec.levels.upperBound - 1)")
    }
    return (codec, level)
  }
}

extension CompressionCodec {
  /// One of `Option.codecs`.
  init?(commandLineName name: String) {
    switch name {
    case "uncompressed": self = .uncompressed
    case "snappy": self = .snappy
    case "gzip": self = .gzip
    case "brotli": self = .brotli
    case "zstd": self = .zstd
    case "lz4_raw": self = .lz4Raw
    default: return nil
    }
  }

  /// Levels that may be asked for.
  var levels: Range<Int> {
    switch self {
    case .gzip: 1..<13
    case .brotli: 0..<12
    case .zstd: 1..<23
    default: 0..<0
    }
  }
}
