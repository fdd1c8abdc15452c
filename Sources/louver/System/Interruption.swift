import Engine
import Glibc

/// What an interrupt does while a job runs.
enum Interruption {
  /// Set by the first interrupt.
  static let shared = Cancellation()

  /// Until now an interrupt ends the process; from now on it lets the job clean up after itself, and the second
  /// one ends the process.
  static func cancelsJobs() {
    // Made here, so that the handler does no more than set a flag.
    _ = shared.isCancelled
    _ = signal(SIGINT) { _ in
      if Interruption.shared.isCancelled { _exit(ExitStatus.interrupted.rawValue) }
      Interruption.shared.cancel()
    }
  }
}
