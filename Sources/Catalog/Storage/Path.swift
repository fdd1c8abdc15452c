import Glibc

/// Paths as text, with `/` between names.
enum Path {
  static func isAbsolute(_ path: String) -> Bool { path.hasPrefix("/") }

  /// `path` as seen from `directory`.
  static func resolve(_ path: String, in directory: String) -> String {
    isAbsolute(path) ? normalize(path) : normalize(directory + "/" + path)
  }

  /// `path` as seen from the working directory.
  static func absolute(_ path: String) -> String {
    if isAbsolute(path) { return normalize(path) }
    guard let working = unsafe getcwd(nil, 0) else { return normalize(path) }
    defer { unsafe free(working) }
    return resolve(path, in: unsafe String(cString: working))
  }

  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Without `.`, empty names and, where they can be undone without looking at the disk, `..`.
  static func normalize(_ path: String) -> String {
    var names: [Substring] = []
    for name in path.split(separator: "/") where name != "." {
      if name == "..", let last = names.last, last != ".." {
        names.removeLast()
      } else if name != ".." || !isAbsolute(path) {
        names.append(name)
      }
    }
    let joined = names.joined(separator: "/")
    return isAbsolute(path) ? "/" + joined : joined.isEmpty ? "." : joined
  }
}
