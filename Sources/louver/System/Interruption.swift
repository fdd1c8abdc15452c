import Engine
import Glibc

/// What an interrupt, or being asked to terminate, does while a job runs.
enum Interruption {
  /// Set by the first interrupt.
  static let shared = Cancellation()

  /// Until now an interrupt ends the process; from now on it lets the job clean up after itself, and the second
  /// one ends the process.
  static func cancelsJobs() {
    // Made here, so that the handler does no more than set a flag.
    _ = shared.isCancelled
    for number in [SIGINT, SIGTERM] {
      _ = signal(number) { _ in
        if Interruption.shared.isCancelled { _exit(ExitStatus.interrupted.rawValue) }
        Interruption.shared.cancel()
      }
    }
  }
}
