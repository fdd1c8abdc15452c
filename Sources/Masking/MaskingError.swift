import Columnar

/// A mask that cannot be read, does not fit its column, or meets data that it cannot work on.
public struct MaskingError: LouverError {
  public var kind: ErrorKind
  public var message: String
  public var place: Place
  public var hint: String?

  public init(_ message: String, kind: ErrorKind = .invalidArgument, column: String? = nil, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.place = Place(column: column)
    self.hint = hint
  }
}
