import Columnar

/// A mask's meaning: its name with arguments that have been checked.
enum MaskFunction: Sendable {
  case null
  case constant(MaskArgument)
  case drop
  case hash(length: Int, scope: KeyScope)
  case pseudonym
  case show(Shown)
  case classes
  case regex(pattern: String, replacement: String)
  case email
  case ip(NetworkPrefixes)
  case url
  case round(to: ExactDecimal)
  case bucket([BucketBound])
  case truncate(to: CalendarUnit)
  case shift(days: Int, by: String)
  case geo(decimals: Int)
  case fpe(alphabet: String)
  case encrypt
  case noise(laplace: ExactDecimal)
  case respond(keep: ExactDecimal, from: [MaskArgument])
  case replace(with: [String])
}

/// Whose key a hash follows.
enum KeyScope: String, CaseIterable, Comparable, Sendable {
  case project, source, tenant

  static func < (a: KeyScope, b: KeyScope) -> Bool { a.rawValue < b.rawValue }
}

/// What `show` leaves of a text, in characters.
struct Shown: Hashable, Sendable {
  var first: Int
  var last: Int
  /// Shorter values are masked whole.
  var minimum: Int
  var substitute: Unicode.Scalar
}

/// Bits that `ip` keeps.
struct NetworkPrefixes: Hashable, Sendable {
  var v4: Int
  var v6: Int
}

/// The units of `truncate`, from the coarsest; weeks stand apart.
enum CalendarUnit: String, CaseIterable, Sendable {
  case year, quarter, month, week, day, hour, minute, second

  /// Whether a start of this unit always is one of `other`: its masks then show no more.
  func isCoarserOrEqual(_ other: CalendarUnit) -> Bool {
    if self == .week { return other == .week || other.rank > CalendarUnit.month.rank }
    return other != .week && rank <= other.rank
  }

  /// Position from coarse to fine.
  var rank: Int {
    switch self {
    case .year: 0
    case .quarter: 1
    case .month: 2
    case .week: 3
    case .day: 4
    case .hour: 5
    case .minute: 6
    case .second: 7
    }
  }
}

/// A bound of `bucket`: a number, or a date or timestamp.
struct BucketBound: Hashable, Sendable {
  enum Point: Hashable, Sendable {
    case number(ExactDecimal)
    case moment(Moment)
  }

  var point: Point
  /// As it is shown, and as it was written but for the notation of numbers.
  var text: String

  var isNumber: Bool { if case .number = point { true } else { false } }

  /// Whether the two stand for the same point, however they are written.
  func isAt(_ other: BucketBound) -> Bool { !precedes(other) && !other.precedes(self) }

  /// The order of the points; numbers come before moments, which no column mixes.
  func precedes(_ other: BucketBound) -> Bool {
    switch (point, other.point) {
    case (.number(let a), .number(let b)): a < b
    case (.moment(let a), .moment(let b)): a.nanoseconds < b.nanoseconds
    case (.number, .moment): true
    case (.moment, .number): false
    }
  }
}
