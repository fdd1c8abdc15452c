/// A place in which one command runs: what it holds, and what the command may use.
///
/// Nothing else of the host is there: no file, no network, no process, no variable.
public struct Room: Sendable {
  /// Something of the host that is shown read only.
  public struct Shown: Hashable, Sendable {
    /// Absolute path of a file or directory of the host.
    public var source: String
    /// Absolute path in the room.
    public var path: String

    public init(_ source: String, at path: String? = nil) {
      self.source = source
      self.path = path ?? source
    }
  }

  /// A symbolic link of the room.
  public struct Link: Hashable, Sendable {
    public var path: String
    public var target: String

    public init(_ path: String, to target: String) {
      self.path = path
      self.target = target
    }
  }

  public var shown: [Shown] = []
  public var links: [Link] = []
  /// Small files of the room's own, by their path.
  public var texts: [String: String] = [:]
  /// Two directories of the host, for the room alone: what the command writes to keep, and what is gone afterwards.
  public var output: String
  public var temporary: String
  /// An empty directory of the host, on which the room's root is mounted, out of sight of all others.
  public var root: String
  /// `NAME=VALUE`; there are no other variables.
  public var environment: [String] = []
  /// The command's words, the first one an absolute path.
  public var command: [String]
  public var workingDirectory: String
  /// Bytes that each process may allocate; nil: no limit.
  public var memory: Int?

  public init(command: [String], workingDirectory: String, output: String, temporary: String, root: String) {
    self.command = command
    self.workingDirectory = workingDirectory
    self.output = output
    self.temporary = temporary
    self.root = root
  }
}

extension Room {
  /// Where things are in every room.
  public enum Layout {
    public static let inputs = "/louver/inputs"
    public static let output = "/louver/output"
    public static let manifest = "/louver/manifest.json"
    public static let temporary = "/tmp"
  }

  /// Processes and threads of one room.
  static let processLimit = 4096

  /// Devices that hold nothing.
  static let devices = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"]
}
