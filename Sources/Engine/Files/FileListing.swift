import Columnar
import Glibc

/// A Parquet file of a source: where it is, and its path relative to the source's root.
struct ListedFile: Hashable {
  var path: String
  var relative: String
}

/// The files of a location: a file, a directory (searched to any depth) or a glob, in the byte order of
/// their relative paths. Hidden names and names that begin with `_` are not data.
func listFiles(of location: String) throws(EngineError) -> [ListedFile] {
  var found: [ListedFile] = []
  if try isDirectory(location) {
    let root = location.hasSuffix("/") ? String(location.dropLast()) : location
    try collect(root, prefix: "", depth: 0, into: &found)
  } else if location.utf8.contains(where: { [UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "[")].contains($0) }),
    try !exists(location)
  {
    for path in expand(location) {
      if try isDirectory(path) {
        try collect(path, prefix: path + "/", depth: 0, into: &found)
      } else {
        found.append(ListedFile(path: path, relative: path))
      }
    }
  } else {
    return [ListedFile(path: location, relative: lastComponent(location))]
  }
  guard !found.isEmpty else {
    throw EngineError(.malformed, "no Parquet file there", at: Place(file: location))
  }
  return found.sorted { $0.relative.utf8.lexicographicallyPrecedes($1.relative.utf8) }
}

func lastComponent(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}

/// Throws where that cannot be told: what is there and cannot be looked at must not be taken for missing, and replaced.
func exists(_ path: String) throws(EngineError) -> Bool {
  var status = stat()
  return try isThere(path, unsafe lstat(path, &status))
}

/// Throws where that cannot be told.
func isDirectory(_ path: String, followingLinks: Bool = true) throws(EngineError) -> Bool {
  var status = stat()
  let found = unsafe followingLinks ? stat(path, &status) : lstat(path, &status)
  return try isThere(path, found) && status.st_mode & S_IFMT == S_IFDIR
}

private func isThere(_ path: String, _ found: Int32) throws(EngineError) -> Bool {
  guard found == 0 || errno == ENOENT || errno == ENOTDIR else { throw .system("look at", path) }
  return found == 0
}

/// The names in a directory, in no order; nil where it cannot be read to its end, with the reason in `errno`.
public func entryNames(of directory: String) -> [String]? {
  guard let stream = unsafe opendir(directory) else { return nil }
  defer { unsafe closedir(stream) }
  var names: [String] = []
  while true {
    errno = 0
    guard let entry = unsafe readdir(stream) else { break }
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
      unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  // Half of the names would be half of the data.
  return errno == 0 ? names : nil
}

private func collect(
  _ directory: String, prefix: String, depth: Int, into found: inout [ListedFile]
) throws(EngineError) {
  guard depth < 64 else {
    throw EngineError(.limitExceeded, "directories nest deeper than 64", at: Place(file: directory))
  }
  guard let names = entryNames(of: directory) else { throw .system("list", directory) }
  for name in names {
    if name.hasPrefix(".") || name.hasPrefix("_") { continue }
    let path = directory + "/" + name
    var status = stat()
    // What cannot be looked at might be a directory full of data; a link to nothing is not.
    guard unsafe stat(path, &status) == 0 || errno == ENOENT else { throw .system("read", path) }
    if status.st_mode & S_IFMT == S_IFDIR {
      try collect(path, prefix: prefix + name + "/", depth: depth + 1, into: &found)
    } else if name.hasSuffix(".parquet") {
      found.append(ListedFile(path: path, relative: prefix + name))
    }
  }
}

/// Every regular file below a directory, data or not, in the byte order of paths.
func listEverything(below directory: String, prefix: String = "", depth: Int = 0) throws(EngineError) -> [ListedFile] {
  guard depth < 64 else {
    throw EngineError(.limitExceeded, "directories nest deeper than 64", at: Place(file: directory))
  }
  guard let names = entryNames(of: directory) else { throw .system("list", directory) }
  var found: [ListedFile] = []
  for name in names {
    let path = directory + "/" + name
    if try isDirectory(path, followingLinks: false) {
      found += try listEverything(below: path, prefix: prefix + name + "/", depth: depth + 1)
    } else {
      found.append(ListedFile(path: path, relative: prefix + name))
    }
  }
  return found.sorted { $0.relative.utf8.lexicographicallyPrecedes($1.relative.utf8) }
}

private func expand(_ pattern: String) -> [String] {
  var matches = unsafe glob_t()
  defer { unsafe globfree(&matches) }
  guard unsafe glob(pattern, 0, nil, &matches) == 0 else { return [] }
  var paths: [String] = []
  for index in unsafe 0..<Int(matches.gl_pathc) {
    if let path = unsafe matches.gl_pathv[index] { unsafe paths.append(String(cString: path)) }
  }
  return paths
}
