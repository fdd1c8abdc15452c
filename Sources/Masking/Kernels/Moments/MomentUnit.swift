import Columnar

/// How a date or timestamp column counts.
enum MomentUnit: Sendable {
  case days
  /// Counts of 64 bits.
  case counts(TimeUnit)
  case int96

  init(_ kind: ValueKind) {
    switch kind {
    case .date: self = .days
    case .timestamp(let unit, _): self = .counts(unit)
    case .timestamp96: self = .int96
    default: preconditionFailure("not a date or timestamp")
    }
  }
}
