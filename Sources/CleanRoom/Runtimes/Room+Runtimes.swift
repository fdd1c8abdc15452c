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
      throw ReadRefusal.data.error("\(shown.source), which every command sees")
    }
    // A directory that holds data is none where programs are installed.
    for path in program.prefixes where !isShown(path) && ReadRefusal(path, protected: protected) == nil { show(path) }
    for path in program.files {
      if let refusal = ReadRefusal(path, protected: protected) {
        throw refusal.error("\(path), which the command needs")
      }
      show(path)
    }
    for path in allowed {
      let absolute = HostPath.absolute(path, in: workingDirectory)
      guard !path.isEmpty, let resolved = HostPath.resolved(absolute) else {
        throw CleanRoomError(.invalidArgument, "--allow-read: there is no '\(path)'")
      }
      if let refusal = ReadRefusal(absolute, protected: protected) { throw refusal.error("--allow-read \(path)") }
      if let own = own.first(where: { HostPath.isWithin($0, absolute) || HostPath.isWithin($0, resolved) }) {
        throw CleanRoomError(
          .invalidArgument, "--allow-read \(path): the room has \(own) of its own",
          hint: "name what the command needs within it")
      }
      show(absolute)
    }
  }

  /// Paths at which nothing of the host can be shown, as something of the room's own is there.
  private var own: [String] {
    texts.keys.sorted() + [Layout.inputs, Layout.output, Layout.manifest, Layout.temporary]
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
