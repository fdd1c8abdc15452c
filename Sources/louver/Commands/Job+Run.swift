import Engine
import Parquet

extension Job {
  /// Writes the job's output with a progress bar.
  func run(to destination: Destination, metadata: [KeyValue] = [], companions: [Companion] = [], _ console: Console)
    throws -> JobReport
  {
    guard let bar = ProgressBar(console) else {
      return try write(to: destination, metadata: metadata, companions: companions)
    }
    defer { bar.end() }
    return try write(to: destination, metadata: metadata, companions: companions, progress: { bar.show($0) })
  }
}
