import Columnar

/// A LIKE or ILIKE pattern, taken apart once.
struct LikePattern: Sendable {
  enum Part: Equatable, Sendable {
    case bytes([UInt8])
    /// `_`: one character.
    case anyCharacter
    /// `%`: any number of characters.
    case anything
  }

  let pattern: String
  /// Nil: no character escapes.
  let escape: Unicode.Scalar?
  /// ILIKE: both sides are compared in lower case.
  let foldsCase: Bool
  let parts: [Part]
  private let shape: Shape

  /// Nil for a pattern that ends in its escape.
  init?(_ pattern: String, escape: Unicode.Scalar?, foldsCase: Bool) {
    self.pattern = pattern
    self.escape = escape
    self.foldsCase = foldsCase
    var parts: [Part] = []
    func append(_ scalar: Unicode.Scalar) {
      var bytes = Array(String(scalar).utf8)
      if foldsCase { bytes = Array(scalar.properties.lowercaseMapping.utf8) }
      if case .bytes(let before) = parts.last {
        parts[parts.count - 1] = .bytes(before + bytes)
      } else {
        parts.append(.bytes(bytes))
      }
    }
    var escaped = false
    for scalar in pattern.unicodeScalars {
      if escaped {
        append(scalar)
        escaped = false
      } else if scalar == escape {
        escaped = true
      } else if scalar == "%" {
        if parts.last != .anything { parts.append(.anything) }
      } else if scalar == "_" {
        parts.append(.anyCharacter)
      } else {
        append(scalar)
      }
    }
    if escaped { return nil }
    self.parts = parts
    shape = Shape(parts)
  }

  /// Which of the strings match, as a whole.
  func matches(_ strings: ByteStrings) -> Bitmap { shape.matches(strings) }

  /// The operator and its right side, as written.
  var text: String {
    let written = "\(foldsCase ? "ILIKE" : "LIKE") \(Scalar.quoted(pattern))"
    return foldsCase ? written : written + " ESCAPE \(Scalar.quoted(escape.map { String($0) } ?? ""))"
  }
}
