/// What kind of thing went wrong. The command line turns it into the exit status.
public enum ErrorKind: String, Sendable {
  /// Bytes from outside do not have the form they claim to have.
  case malformed
  /// Well formed, but not something this engine handles.
  case unsupported
  /// A size or count above a limit that the caller may raise.
  case limitExceeded
  /// An argument, mask, predicate or declaration that does not fit.
  case invalidArgument
  /// Not available to this principal in this context.
  case denied
  /// A name taken, a lock held, an output that exists.
  case conflict
  /// The operating system refused: disk full, permission, no such file.
  case io
  /// The user or the system asked the job to stop.
  case interrupted
}

/// Where something went wrong: any part may be unknown.
public struct Place: Sendable, Hashable {
  public var file: String?
  public var column: String?
  public var rowGroup: Int?
  /// Byte offset in the file, or character offset in a text.
  public var offset: Int?

  public init(file: String? = nil, column: String? = nil, rowGroup: Int? = nil, offset: Int? = nil) {
    self.file = file
    self.column = column
    self.rowGroup = rowGroup
    self.offset = offset
  }
}

extension Place: CustomStringConvertible {
  public var description: String {
    var parts: [String] = []
    if let file { parts.append(file) }
    if let column { parts.append("column \(column)") }
    if let rowGroup { parts.append("row group \(rowGroup)") }
    if let offset { parts.append("offset \(offset)") }
    return parts.joined(separator: ", ")
  }
}

/// What every module's error type has. No message ever holds a cell's value or key material.
public protocol LouverError: Error, Sendable, CustomStringConvertible {
  var kind: ErrorKind { get }
  var message: String { get }
  var place: Place { get set }
  /// What a person can do about it, if there is something.
  var hint: String? { get }
}

extension LouverError {
  public var hint: String? { nil }

  public var description: String {
    let whereabouts = place.description
    return whereabouts.isEmpty ? message : "\(whereabouts): \(message)"
  }
}
