import Columnar

/// A predicate that does not parse, does not fit the schema, or cannot be evaluated.
public struct ExpressionError: LouverError {
  public let kind: ErrorKind
  public let message: String
  /// `offset` is the position in the text, in characters (Unicode scalar values).
  public var place: Place
  public let hint: String?

  public init(_ kind: ErrorKind, _ message: String, place: Place = Place(), hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.place = place
    self.hint = hint
  }
}
