enum Comparison: String, Hashable, Sendable {
  case equal = "="
  case notEqual = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// The comparison of the same operands in the other order.
  var flipped: Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  /// Whether it holds of two values in this order: negative, zero or positive.
  @inline(__always)
  func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}

enum Arithmetic: String, Hashable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
}

enum Quantifier: String, Hashable, Sendable {
  case any, all
}

/// Functions whose meaning needs nothing but their arguments.
enum Function: String, Hashable, Sendable {
  case lower, upper, trim, length, substr, concat, coalesce, nullif, abs, floor, ceil, round, year, month, day, hour
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  case contains
  case dateTrunc = "date_trunc"
}

/// What `date_trunc` goes back to the start of.
enum DateUnit: String, CaseIterable, Sendable {
  case year, quarter, month, week, day, hour, minute, second
}
