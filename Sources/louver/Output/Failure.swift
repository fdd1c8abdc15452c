import Columnar
import Policy

/// An error as the command line tells it: one line, a hint, and a form for programs.
struct Failure {
  var status: ExitStatus
  private var command: String
  private var kind: String
  private var message: String
  private var place = Place()
  private var hint: String?

  /// - Parameter command: what was being done, nil while the arguments were still being read.
  init(_ error: any Error, command: String?) {
    self.command = command ?? "reading the arguments"
    if let error = error as? any LouverError {
      status = ExitStatus(error.kind)
      kind = error.kind.rawValue
      message = error.message
      place = error.place
      hint = error.hint
    } else {
      status = .internalError
      kind = "internal"
      // The type's name only: a foreign error's text might hold a value.
      message = "internal error (\(type(of: error)))"
      hint = "this is a bug; please report it"
    }
  }

  /// `louver: rewrite failed: in.parquet, column a: why`, and a second line with what to do, if there is something.
  var text: String {
    let whereabouts = place.description
    let why = whereabouts.isEmpty ? message : "\(whereabouts): \(message)"
    let first = "louver: \(command) failed: \(why.displayed)\n"
    return hint.map { first + "hint: \($0.displayed)\n" } ?? first
  }

  var json: JSON {
    let fields: [String: JSON?] = [
      "status": .integer(Int64(status.rawValue)), "kind": .string(kind), "message": .string(message),
      "file": place.file.map(JSON.string), "column": place.column.map(JSON.string),
      "rowGroup": place.rowGroup.map { .integer(Int64($0)) }, "offset": place.offset.map { .integer(Int64($0)) },
      "hint": hint.map(JSON.string),
    ]
    return .object(["error": .object(fields.compactMapValues { $0 })])
  }
}
