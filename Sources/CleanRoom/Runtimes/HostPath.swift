import Glibc

/// Paths of the host, as text and as the file system has them.
enum HostPath {
  /// Without `.`, `..` and links; nil where there is nothing.
  static func resolved(_ path: String) -> String? {
    guard let found = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  /// `path` as seen from `directory`, as text.
  static func absolute(_ path: String, in directory: String) -> String {
    var names: [Substring] = []
    for name in (path.hasPrefix("/") ? path : directory + "/" + path).split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(name) }
    }
    return "/" + names.joined(separator: "/")
  }

  static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  static func name(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }

  /// Where a symbolic link leads, seen from where it is; nil of anything else.
  static func linkTarget(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = unsafe readlink(path, &buffer, buffer.count - 1)
    guard length > 0 else { return nil }
    return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func isDirectory(_ path: String) -> Bool { kind(path) == S_IFDIR }

  /// Whether it is a file that this user may run.
  static func isProgram(_ path: String) -> Bool {
    guard kind(path) == S_IFREG else { return false }
    return unsafe access(path, X_OK) == 0
  }

  /// Whether `path` is `directory` or beneath it, as text.
  static func isWithin(_ path: String, _ directory: String) -> Bool {
    directory == "/" || path == directory || path.hasPrefix(directory + "/")
  }

  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
