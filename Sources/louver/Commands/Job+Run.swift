import Catalog
import Engine
import Parquet
import Policy

extension Job {
  /// Writes the job's output with a progress bar.
  func run(
    to destination: Destination, tag: (@Sendable (FileSeal) throws -> KeyValue)? = nil, companions: [Companion] = [],
    _ console: Console
  ) throws -> JobReport {
    guard let bar = ProgressBar(console) else {
      return try write(to: destination, tag: tag, companions: companions)
    }
    defer { bar.end() }
    return try write(to: destination, tag: tag, companions: companions, progress: { bar.show($0) })
  }
}

extension WritePlan {
  /// The signed tag of a file, as its footer holds it.
  @Sendable func footerTag(of seal: FileSeal) throws -> KeyValue {
    KeyValue(key: "louver.policy", value: try tag(of: seal).canonicalText)
  }
}
