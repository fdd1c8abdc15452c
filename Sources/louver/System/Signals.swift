import Glibc

/// What signals do to this process.
enum Signals {
  /// An interrupt ends the process with status 130; what is staged stays hidden and is cleaned by the next run.
  /// A reader that goes away is an error of `write`, not the end of the process.
  static func install() {
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGINT) { _ in _exit(130) }
  }
}
