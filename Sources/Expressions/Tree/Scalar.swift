import Columnar

/// One value. What kind of value is known from the expression it stands in.
enum Scalar: Sendable {
  case null
  case boolean(Bool)
  /// Integers; days of dates; nanoseconds of times and timestamps.
  case integer(Int128)
  case decimal(ExactDecimal)
  case float(Double)
  /// Strings (UTF-8), binary and UUIDs.
  case bytes([UInt8])
  case interval(Interval)

  var isNull: Bool {
    if case .null = self { true } else { false }
  }
}

/// An INTERVAL literal: calendar months, or an exact length.
struct Interval: Hashable, Sendable {
  var months: Int
  var nanoseconds: Int128

  static prefix func - (interval: Interval) -> Interval {
    Interval(months: -interval.months, nanoseconds: -interval.nanoseconds)
  }
}
