import CleanRoom
import Columnar
import Engine
import Glibc
import Policy

/// The room that a command line asks for.
enum RunRoom {
  /// What passes of the caller's environment, beside what `--env` names.
  private static let variables = ["PATH", "LANG", "LANGUAGE", "TZ", "TERM"]

  static func make(
    _ arguments: Arguments, _ inputs: RunInputs, _ scratch: RunScratch, _ protected: [String]
  ) throws -> Room {
    let mounts = String(decoding: try FileBytes.read("/proc/self/mountinfo"), as: UTF8.self)
    let searchPath = ProcessEnvironment.variable("PATH") ?? "/usr/bin:/bin"
    var room = try Room(
      command: arguments.operands, allowed: arguments.all(.allowRead),
      protected: ProtectedPaths(protected, mounts: mounts), searchPath: searchPath,
      home: ProcessEnvironment.variable("HOME"), workingDirectory: ProcessEnvironment.workingDirectory,
      output: scratch.output, temporary: scratch.temporary, root: scratch.root)
    room.memory = try arguments.byteCount(.memory)
    for input in inputs.list {
      room.shown.append(Room.Shown(input.path, at: "\(Room.Layout.inputs)/\(input.source)"))
    }
    room.texts[Room.Layout.manifest] = try manifest(inputs).prettyText + "\n"
    room.environment = try environment(arguments, inputs.project)
    return room
  }

  private static func environment(_ arguments: Arguments, _ project: String) throws(UsageError) -> [String] {
    for name in arguments.all(.environment) where name.isEmpty || name.contains("=") {
      throw UsageError(
        "--env \(name.quoted): expected the name of a variable", hint: "its value is the one it has here")
    }
    var values = [
      "LOUVER_INPUTS": Room.Layout.inputs, "LOUVER_OUTPUT": Room.Layout.output, "LOUVER_PROJECT": project,
      "LOUVER_MANIFEST": Room.Layout.manifest, "HOME": Room.Layout.temporary, "TMPDIR": Room.Layout.temporary,
    ]
    let localized = ProcessEnvironment.names.filter { $0.hasPrefix("LC_") }
    for name in variables + localized + arguments.all(.environment) where values[name] == nil {
      values[name] = ProcessEnvironment.variable(name)
    }
    return values.map { "\($0)=\($1)" }.sorted()
  }

  private static func manifest(_ inputs: RunInputs) throws -> JSON {
    let sources = try inputs.list.map { input -> (String, JSON) in
      let path = "\(Room.Layout.inputs)/\(input.source)"
      guard let names = entryNames(of: input.path) else {
        throw StreamError(message: "cannot be listed: \(systemMessage(errno))", place: Place(file: input.path))
      }
      let files = names.filter { $0.hasSuffix(".parquet") }.sorted()
      let description: JSON = [
        "path": .string(path), "files": .array(files.map { .string("\(path)/\($0)") }),
        "rows": .integer(Int64(input.rows)), "version": .string(input.version), "schema": input.schema.json,
      ]
      return (input.source, description)
    }
    return [
      "project": .string(inputs.project), "output": .string(Room.Layout.output),
      "inputs": .object(Dictionary(uniqueKeysWithValues: sources)),
    ]
  }
}
