import Columnar

/// How the process ends; part of the interface.
enum ExitStatus: Int32, Sendable {
  case done = 0
  case internalError = 1
  case usage = 2
  case denied = 3
  case badInput = 4
  case conflict = 5
  case io = 6
  case interrupted = 130

  init(_ kind: ErrorKind) {
    switch kind {
    case .invalidArgument: self = .usage
    case .denied: self = .denied
    case .malformed, .unsupported, .limitExceeded: self = .badInput
    case .conflict: self = .conflict
    case .io: self = .io
    case .interrupted: self = .interrupted
    }
  }
}
