import Columnar
import Policy

/// What the catalog throws.
public struct CatalogError: LouverError, Hashable {
  public var kind: ErrorKind
  public var message: String
  public var place: Place
  public var hint: String?
  /// Why, for the audit log only: a denied principal is not told.
  var reason: String?

  public init(_ kind: ErrorKind, _ message: String, place: Place = Place(), hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.place = place
    self.hint = hint
  }

  /// Another module's error as the catalog's own, its kind and place kept.
  public init(_ error: any LouverError, while action: String? = nil) {
    self.init(
      error.kind, action.map { "\($0): \(error.message)" } ?? error.message, place: error.place, hint: error.hint)
  }

  /// The one answer for everything that is unknown or closed to a context: it does not say which.
  static func unavailable(_ what: String, _ name: String, because reason: String) -> CatalogError {
    var error = CatalogError(.denied, "\(what) \(name) is not available in this context")
    error.reason = reason
    return error
  }
}
