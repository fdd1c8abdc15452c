import Columnar

/// What the policy module throws.
public struct PolicyError: LouverError, Hashable {
  public var kind: ErrorKind
  public var message: String
  public var place: Place
  public var hint: String?

  public init(_ kind: ErrorKind, _ message: String, place: Place = Place(), hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.place = place
    self.hint = hint
  }
}
