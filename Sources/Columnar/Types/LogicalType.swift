/// The unit of a time or timestamp.
public enum TimeUnit: String, Hashable, Sendable {
  case millis, micros, nanos

  /// Counts in a second.
  public var perSecond: Int64 {
    switch self {
    case .millis: 1_000
    case .micros: 1_000_000
    case .nanos: 1_000_000_000
    }
  }

  /// Fraction digits in canonical text.
  public var digits: Int {
    switch self {
    case .millis: 3
    case .micros: 6
    case .nanos: 9
    }
  }
}

/// What a leaf's stored values mean (Parquet format, LogicalTypes.md).
public enum LogicalType: Hashable, Sendable {
  case string
  case enumeration
  case json
  case bson
  case uuid
  case integer(bits: Int, signed: Bool)
  case decimal(precision: Int, scale: Int)
  case date
  case time(TimeUnit, utc: Bool)
  case timestamp(TimeUnit, utc: Bool)
  case interval
  case float16
  /// A column in which every value is NULL.
  case unknown
  case geometry(crs: String?)
  case geography(crs: String?, algorithm: Int32?)
  /// A logical type of a later version of the format, by its field number: carried, never interpreted.
  case other(Int16)
}
