import Columnar

/// What the clean room throws.
public struct CleanRoomError: LouverError, Hashable {
  public let kind: ErrorKind
  public let message: String
  public var place: Place
  public let hint: String?

  public init(_ kind: ErrorKind, _ message: String, at place: Place = Place(), hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.place = place
    self.hint = hint
  }
}
