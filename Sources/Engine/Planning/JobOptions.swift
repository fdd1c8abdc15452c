import Columnar
import Parquet

/// How a job runs, whatever it does.
public struct JobOptions: Sendable {
  /// Dispatch workers; nil: one for each processor the process may use.
  public var threads: Int?
  /// Bytes of finished chunks that may wait for their turn to be written; beside them an eighth as many, at most 32 MiB, of rows
  /// that conditions have looked at.
  public var memoryBudget: Int
  /// The codec of re-encoded chunks; nil: as the input had.
  public var codec: CompressionCodec?
  /// The level of that codec; nil: the default of each (zstd: 3).
  public var level: Int?
  /// The version of data pages in re-encoded chunks, 1 or 2; nil: as the input had.
  public var pageVersion: Int?
  /// Keys of the input's key-value metadata that are carried over.
  public var keepMetadata: [String]
  /// Whether every chunk that is copied is decoded too, so that no broken page is passed on. Without it only small
  /// chunks are; of others the page headers are checked.
  public var verifiesCopies: Bool
  /// Whether every chunk is decoded and encoded anew, and none of the input's metadata kept: for files by others, of
  /// which nothing is to remain but the values.
  public var rewritesAll: Bool
  public var cancellation: Cancellation

  public init(
    threads: Int? = nil, memoryBudget: Int = 512 << 20, codec: CompressionCodec? = nil, level: Int? = nil,
    pageVersion: Int? = nil, keepMetadata: [String] = [], verifiesCopies: Bool = false,
    rewritesAll: Bool = false, cancellation: Cancellation = Cancellation()
  ) {
    self.threads = threads
    self.memoryBudget = memoryBudget
    self.codec = codec
    self.level = level
    self.pageVersion = pageVersion
    self.keepMetadata = keepMetadata
    self.verifiesCopies = verifiesCopies
    self.rewritesAll = rewritesAll
    self.cancellation = cancellation
  }
}
