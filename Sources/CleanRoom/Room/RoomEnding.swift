/// How a command ended.
public enum RoomEnding: Hashable, Sendable {
  case exited(status: Int)
  case killed(signal: Int)
  /// It took longer than it was given.
  case timedOut
}

extension RoomEnding {
  /// Whether the command says that it did what it was to do.
  public var isSuccess: Bool { self == .exited(status: 0) }

  public var description: String {
    switch self {
    case .exited(let status): "ended with status \(status)"
    case .killed(let signal): "was killed by signal \(signal)"
    case .timedOut: "took longer than it was given"
    }
  }

  /// A wait status, as the system gives it.
  init(waitStatus: Int32) {
    let signal = Int(waitStatus & 0x7F)
    self = signal == 0 ? .exited(status: Int(waitStatus >> 8) & 0xFF) : .killed(signal: signal)
  }
}
