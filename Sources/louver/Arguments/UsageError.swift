import Columnar

/// A command line that does not fit.
struct UsageError: LouverError {
  var message: String
  var hint: String?
  var place = Place()
  var kind: ErrorKind { .invalidArgument }

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
