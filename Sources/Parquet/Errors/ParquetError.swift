import Columnar

/// Why a Parquet file cannot be read or written.
public struct ParquetError: LouverError {
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

  /// Bytes that do not have the form they claim to have.
  public static func malformed(_ message: String, at place: Place = Place()) -> ParquetError {
    ParquetError(.malformed, message, at: place)
  }

  /// Well formed, but nothing this module handles.
  public static func unsupported(_ message: String, at place: Place = Place(), hint: String? = nil) -> ParquetError {
    ParquetError(.unsupported, message, at: place, hint: hint)
  }

  /// A size above a limit that the caller may raise.
  public static func limitExceeded(_ message: String, at place: Place = Place(), hint: String? = nil) -> ParquetError {
    ParquetError(.limitExceeded, message, at: place, hint: hint)
  }

  /// The same error, with what was not yet known of its place filled in.
  public func located(_ outer: Place) -> ParquetError {
    var result = self
    result.place.file = place.file ?? outer.file
    result.place.column = place.column ?? outer.column
    result.place.rowGroup = place.rowGroup ?? outer.rowGroup
    result.place.offset = place.offset ?? outer.offset
    return result
  }
}
