import Columnar
import Glibc

/// A command's program, and what it needs to run that is not part of the system: the interpreter that its first line
/// names, what its links lead to, and the installations (`PREFIX` of `PREFIX/bin/NAME`) that these belong to.
struct Executable {
  /// Absolute, as it was found.
  let path: String
  /// Absolute paths of programs.
  private(set) var files: [String] = []
  /// Absolute paths of installations.
  private(set) var prefixes: [String] = []

  private let searched: [String]
  private let home: String?

  /// - Parameters:
  ///   - name: a path, or a name to be looked for in the directories of `PATH`.
  ///   - directory: the working directory.
  init(_ name: String, path searchPath: String, home: String?, in directory: String) throws(CleanRoomError) {
    searched = searchPath.split(separator: ":").map { HostPath.absolute(String($0), in: directory) }
    self.home = home
    guard let found = Executable.find(name, searched, in: directory) else {
      throw CleanRoomError(.invalidArgument, "there is no program \(name)", hint: "louver run [OPTIONS] -- COMMAND…")
    }
    path = found
    var waiting = [found]
    while let next = waiting.popLast() {
      guard !files.contains(next), files.count < 32 else { continue }
      files.append(next)
      if let prefix = prefix(of: next) { prefixes.append(prefix) }
      if let target = HostPath.linkTarget(next) {
        waiting.append(HostPath.absolute(target, in: HostPath.parent(next)))
      } else {
        waiting += interpreters(of: next, in: directory)
      }
    }
  }

  private static func find(_ name: String, _ searched: [String], in directory: String) -> String? {
    let candidates =
      name.contains("/") ? [HostPath.absolute(name, in: directory)] : searched.map { $0 + "/" + name }
    return candidates.first { HostPath.isProgram($0) }
  }

  /// The installation that a program is part of; not a home directory, which holds more than that.
  private func prefix(of program: String) -> String? {
    let directory = HostPath.parent(program)
    guard HostPath.name(directory) == "bin" else { return nil }
    let prefix = HostPath.parent(directory)
    return prefix == "/" || prefix == home ? nil : prefix
  }

  /// `#!/usr/bin/env python3` names two programs.
  private func interpreters(of script: String, in directory: String) -> [String] {
    let words = Executable.firstLine(of: script).split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    guard let first = words.first else { return [] }
    var found = [first]
    if HostPath.name(first) == "env",
      let name = words.dropFirst().first(where: { !$0.hasPrefix("-") && !$0.contains("=") })
    {
      found.append(name)
    }
    return found.compactMap { Executable.find($0, searched, in: directory) }
  }

  /// What follows `#!` on the first line; empty of anything but a script.
  private static func firstLine(of path: String) -> Substring {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = unsafe read(descriptor, &bytes, bytes.count)
    guard count > 2, bytes[0] == UInt8(ascii: "#"), bytes[1] == UInt8(ascii: "!") else { return "" }
    return Substring(decoding: bytes[2..<count].prefix { $0 != UInt8(ascii: "\n") && $0 != 0 }, as: UTF8.self)
  }
}
