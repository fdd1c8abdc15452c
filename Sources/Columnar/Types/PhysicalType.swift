/// How a leaf's values are stored (Parquet format, "Types").
public enum PhysicalType: Hashable, Sendable {
  case boolean
  case int32
  case int64
  /// Deprecated 12-byte timestamps: nanoseconds of the day, then the Julian day.
  case int96
  case float
  case double
  case byteArray
  /// Values of a fixed number of bytes.
  case fixedLengthByteArray(Int)

  /// Bytes of one value, nil where values differ in length (and for booleans, which are bits).
  public var byteWidth: Int? {
    switch self {
    case .boolean, .byteArray: nil
    case .int32, .float: 4
    case .int64, .double: 8
    case .int96: 12
    case .fixedLengthByteArray(let width): width
    }
  }
}
