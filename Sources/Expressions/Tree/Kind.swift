import Columnar

/// The type of an expression's value.
enum Kind: String, Hashable, Sendable {
  case boolean, decimal, float, string, binary, date, time, timestamp, uuid, interval, null
  /// Every integer, unsigned 64-bit ones included.
  case integer = "int"
  /// Adjusted to UTC.
  case timestamptz

  var isNumber: Bool { self == .integer || self == .decimal || self == .float }
  var isTimestamp: Bool { self == .timestamp || self == .timestamptz }

  /// What columns of a type are, nil for those that predicates cannot name.
  init?(_ type: LeafType) {
    switch type.kind {
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .float16, .float32, .float64: self = .float
    case .decimal(let precision, let scale):
      guard precision <= 38, (0...38).contains(scale) else { return nil }
      self = .decimal
    case .string: self = .string
    case .binary: self = .binary
    case .date: self = .date
    case .time: self = .time
    case .timestamp(_, let utc): self = utc ? .timestamptz : .timestamp
    case .timestamp96: self = .timestamp
    case .uuid: self = .uuid
    }
  }
}
