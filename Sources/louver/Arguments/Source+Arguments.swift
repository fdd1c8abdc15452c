import Engine
import Parquet

extension Engine.Source {
  /// Opens what is at a location, within the limits and by the workers that the command line allows.
  init(location: String, _ arguments: Arguments) throws {
    try self.init(
      location: location, limits: try ReadLimits(arguments), threads: try arguments.count(.threads, minimum: 1))
  }
}
