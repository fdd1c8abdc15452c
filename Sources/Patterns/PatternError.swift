import Columnar

/// A text that is no regular expression: the place's offset counts bytes of the pattern.
public struct PatternError: LouverError {
  public let kind = ErrorKind.invalidArgument
  public let message: String
  public var place: Place
  /// PCRE2's number for it.
  public let status: Int

  init(status: Int, _ message: String, offset: Int) {
    self.status = status
    self.message = message
    place = Place(offset: offset)
  }
}
