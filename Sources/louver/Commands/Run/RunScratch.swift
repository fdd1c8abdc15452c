import Catalog
import Columnar
import Engine
import Glibc

/// The directories of one run, beside the datasets of the project, so that what was written there can be moved into place.
struct RunScratch {
  private let directory: ScratchDirectory
  let output: String
  let temporary: String
  let root: String

  init(for exposure: Exposure) throws {
    let parent = exposure.cache.split(separator: "/").dropLast().joined(separator: "/")
    try Self.makeIfMissing("/" + parent)
    directory = try ScratchDirectory(in: "/" + parent, for: "run")
    output = try directory.makeDirectory("output")
    temporary = try directory.makeDirectory("temporary")
    root = try directory.makeDirectory("root")
  }

  func remove() { directory.remove() }

  /// A directory for its owner alone.
  static func makeIfMissing(_ path: String) throws(StreamError) {
    guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw StreamError(message: "cannot make the directory: \(systemMessage(errno))", place: Place(file: path))
    }
  }
}
