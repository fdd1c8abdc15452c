import Columnar

extension Room {
  /// A room for a command, with the system's runtimes, those that the command's program needs, and what is allowed.
  ///
  /// - Parameters:
  ///   - command: its first word is a path or is looked for in the directories of `searchPath`.
  ///   - allowed: more files and directories to show, as the caller wrote them.
  /// - Throws: `invalidArgument` where there is no such program or path, `denied` where something to be shown holds what
  ///   is protected, or is within it.
  public init(
    command: [String], allowed: [String], protected: ProtectedPaths, searchPath: String, home: String?,
    workingDirectory: String, output: String, temporary: String, root: String
  ) throws(CleanRoomError) {
    let program = try Executable(command[0], path: searchPath, home: home, in: workingDirectory)
    self.init(
      command: [program.path] + command.dropFirst(), workingDirectory: workingDirectory, output: output,
      temporary: temporary, root: root)
    SystemRuntimes.add(to: &self)
    for shown in shown where protected.isTouched(by: shown.source) {
      throw Room.denied(shown.source, "\(shown.source), which every command needs", "move the data elsewhere")
    }
    // A directory that holds data is none where programs are installed.
    for path in program.prefixes where !protected.isTouched(by: path) { show(path) }
    for path in program.files {
      guard !protected.isTouched(by: path) else {
        throw Room.denied(path, "\(path), which the command needs", "install the program elsewhere")
      }
      show(path)
    }
    for path in allowed {
      let absolute = HostPath.absolute(path, in: workingDirectory)
      guard HostPath.resolved(absolute) != nil else {
        throw CleanRoomError(.invalidArgument, "--allow-read: there is no \(path)")
      }
      guard !protected.isTouched(by: absolute) else {
        throw Room.denied(path, "--allow-read \(path)", "copy what the command needs to a place of its own")
      }
      show(absolute)
    }
  }

  private static func denied(_ path: String, _ what: String, _ hint: String) -> CleanRoomError {
    CleanRoomError(
      .denied, "\(what): it holds, or is part of, what no command may read (the catalog, a workspace or a source)",
      hint: hint)
  }

  /// Shows a path under its own name, and where it is behind links.
  private mutating func show(_ path: String) {
    let resolved = HostPath.resolved(path) ?? path
    for place in [resolved, path] where !isShown(place) { shown.append(Shown(resolved, at: place)) }
  }

  private func isShown(_ path: String) -> Bool {
    shown.contains { HostPath.isWithin(path, $0.path) } || links.contains { HostPath.isWithin(path, $0.path) }
  }
}
