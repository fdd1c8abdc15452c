import Policy

/// What a command in the clean room is shown, as it stood when it was: all that the project sees.
public struct Exposure: Sendable {
  /// A source at the project's view.
  public struct Input: Sendable {
    public var readable: ReadableSource
    /// The state of its files.
    public var version: String
    /// A text that is another one when the source's files, the view or the keys are: 64 hexadecimal digits.
    public var fingerprint: String
  }

  public var project: Project
  /// By name.
  public var inputs: [Input]
  /// What those need who read what the command writes: it may have made use of every input.
  public var requirement: Requirement
  /// A directory for what was made for commands to read, absolute; it may not be there yet.
  public var cache: String
}

/// The right to write a dataset when a command has ended well.
public struct Reservation: Sendable {
  public var dataset: String
  public var mode: WritePlan.Mode
  let lock: DatasetLock
}

/// A file that a command wrote and that is no Parquet, as the manifest has it.
public struct OpaqueFile: Hashable, Sendable {
  /// Its path in the dataset's directory.
  public var name: String
  public var bytes: Int
  /// Lower-case hex.
  public var sha256: String

  public init(name: String, bytes: Int, sha256: String) {
    self.name = name
    self.bytes = bytes
    self.sha256 = sha256
  }

  var json: JSON { ["name": .string(name), "bytes": .integer(Int64(bytes)), "sha256": .string(sha256)] }
}
