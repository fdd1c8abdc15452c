import Columnar
import Glibc

/// A file that goes into a dataset's directory and is no part of its data.
public struct Companion: Hashable, Sendable {
  /// Where it is now.
  public var source: String
  /// Its path in the dataset's directory.
  public var name: String

  public init(_ source: String, named name: String) {
    self.source = source
    self.name = name
  }

  /// SHA-256 of its bytes in lower-case hex, and how many there are.
  public func digest() throws(EngineError) -> (sha256: String, bytes: Int) {
    let file = try InputFile(path: source)
    var digest = try Digest()
    var start = 0
    while start < file.size {
      let end = min(start + 1 << 20, file.size)
      try digest.add(try located(Place(file: source), { try file.read(start..<end) }))
      start = end
    }
    return (try digest.hex(), file.size)
  }

  func copy(into staging: Staging) throws(EngineError) {
    var directory = staging.directory
    for part in name.split(separator: "/").dropLast() {
      let parent = directory
      directory += "/" + part
      guard unsafe mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw .system("make the directory", name) }
      try synchronizeDirectory(parent)
    }
    let input = try InputFile(path: source)
    let file = try OutputFile(creating: staging.path(of: name))
    try file.write([.input(input, 0..<input.size)], at: 0)
    try file.synchronize()
    try synchronizeDirectory(directory)
  }
}

extension Destination {
  /// Publishes files that are no data, as `Job.write` does with those that are.
  public func publish(_ companions: [Companion]) throws(EngineError) {
    let staging = try Staging(for: self)
    do {
      for companion in companions { try companion.copy(into: staging) }
      try staging.publish()
    } catch {
      staging.discard()
      throw error
    }
  }
}
