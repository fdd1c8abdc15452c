import Columnar

/// What the engine throws, on its own account or in the name of a module beneath it.
public struct EngineError: LouverError {
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

  /// The same failure, with what is known here of where it happened.
  init(_ error: any Error, within place: Place) {
    guard let error = error as? any LouverError else {
      self.init(.io, String(describing: type(of: error)), at: place)
      return
    }
    var known = error.place
    known.file = known.file ?? place.file
    known.column = known.column ?? place.column
    known.rowGroup = known.rowGroup ?? place.rowGroup
    self.init(error.kind, error.message, at: known, hint: error.hint)
  }

  /// The job was told to stop.
  static let interrupted = EngineError(.interrupted, "interrupted")
}

/// Runs `body`, and makes every failure an `EngineError` that says where it was.
func located<T>(_ place: @autoclosure () -> Place, _ body: () throws -> T) throws(EngineError) -> T {
  do { return try body() } catch { throw EngineError(error, within: place()) }
}
