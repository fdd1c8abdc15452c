import Columnar

extension LogicalType {
  /// Whether the annotation may stand on a physical type (Parquet format, LogicalTypes.md).
  func fits(_ physical: PhysicalType) -> Bool {
    switch self {
    case .string, .enumeration, .json, .bson, .geometry, .geography: physical == .byteArray
    case .uuid: physical == .fixedLengthByteArray(16)
    case .interval: physical == .fixedLengthByteArray(12)
    case .float16: physical == .fixedLengthByteArray(2)
    case .integer(let bits, _): physical == (bits == 64 ? .int64 : .int32) && [8, 16, 32, 64].contains(bits)
    case .decimal(let precision, _): Self.decimal(ofPrecision: precision, fits: physical)
    case .date: physical == .int32
    case .time(let unit, _): physical == (unit == .millis ? .int32 : .int64)
    case .timestamp: physical == .int64
    case .unknown, .other: true
    }
  }

  private static func decimal(ofPrecision precision: Int, fits physical: PhysicalType) -> Bool {
    switch physical {
    case .int32: precision <= 9
    case .int64: precision <= 18
    case .byteArray: true
    case .fixedLengthByteArray(let width): Double(precision) <= (Double(width) * 8 - 1) * 0.301_029_995_663_981_2
    case .boolean, .int96, .float, .double: false
    }
  }
}
