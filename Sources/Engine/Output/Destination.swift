/// Where an output goes.
public enum Destination: Hashable, Sendable {
  /// One file, which must not exist.
  case file(String)
  /// A directory of `part-00000.parquet` and so on; `replace` exchanges an existing one for it in one step.
  case directory(String, replace: Bool)

  public var path: String {
    switch self {
    case .file(let path): path
    case .directory(let path, _): path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
  }

  var replaces: Bool {
    if case .directory(_, let replace) = self { replace } else { false }
  }

  var name: String { lastComponent(path) }

  var parent: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
