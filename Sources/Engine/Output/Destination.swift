/// Where an output goes.
public enum Destination: Hashable, Sendable {
  /// One file, which must not exist.
  case file(String)
  /// A directory of `part-00000.parquet` and so on; `replace` exchanges an existing one for it in one step.
  case directory(String, replace: Bool)
  /// A directory that keeps the files it has and gets more of the same schema, in one step.
  case addition(String)

  public var path: String {
    switch self {
    case .file(let path): path
    case .directory(let path, _), .addition(let path):
      path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
  }

  var replaces: Bool {
    switch self {
    case .file: false
    case .directory(_, let replace): replace
    case .addition: true
    }
  }

  var name: String { lastComponent(path) }

  var parent: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension Destination {
  /// Removes a directory of outputs that nobody needs any more, and everything beneath it; what cannot be removed stays.
  /// Its name is gone at once: nobody finds half of what was there.
  public static func remove(_ directory: String) { ScratchDirectory.remove(directory) }
}
