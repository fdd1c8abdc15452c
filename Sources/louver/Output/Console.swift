import Policy

/// Where a command's result and messages go: results to standard output, everything else to standard error.
struct Console: Sendable {
  let isJSON: Bool
  let isQuiet: Bool

  /// The result of a command, in the form that was asked for.
  func result(text: @autoclosure () -> String, json: @autoclosure () -> JSON) throws {
    try StandardStream.output.write(Array((isJSON ? json().prettyText + "\n" : text()).utf8))
  }

  /// The result of a command whose product is elsewhere: with `--quiet` only a program wants to hear of it.
  func done(text: @autoclosure () -> String, json: @autoclosure () -> JSON) throws {
    try result(text: isQuiet ? "" : text(), json: json())
  }

  /// A remark for a person: not with `--quiet`, nor where a program listens.
  func remark(_ text: String) {
    if isQuiet || isJSON { return }
    try? StandardStream.error.write(Array((text.displayed + "\n").utf8))
  }

  /// Tells of an error, on standard error and, where a program listens, as the result.
  func report(_ failure: Failure) {
    try? StandardStream.error.write(Array(failure.text.utf8))
    if isJSON { try? StandardStream.output.write(Array((failure.json.prettyText + "\n").utf8)) }
  }
}
