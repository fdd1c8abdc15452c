/// The type of a leaf: how values are stored and what they mean.
public struct LeafType: Hashable, Sendable {
  public var physical: PhysicalType
  public var logical: LogicalType?

  public init(_ physical: PhysicalType, _ logical: LogicalType? = nil) {
    self.physical = physical
    self.logical = logical
  }

  public static let string = LeafType(.byteArray, .string)
}

/// What masks and predicates know a value as: the sixteen names of `type:` selectors, with their parameters.
public enum ValueKind: Hashable, Sendable {
  case boolean
  case integer(bits: Int, signed: Bool)
  case float16
  case float32
  case float64
  /// Unscaled values are stored in 32 or 64 bits, or big-endian in a byte array.
  case decimal(precision: Int, scale: Int)
  /// STRING, ENUM and JSON: valid UTF-8.
  case string
  /// Everything without a meaning to masks: BSON, INTERVAL, GEOMETRY, VARIANT and plain bytes.
  case binary
  case date
  case time(TimeUnit, utc: Bool)
  case timestamp(TimeUnit, utc: Bool)
  /// INT96: nanoseconds, local, beyond 64 bits.
  case timestamp96
  case uuid
}

extension LeafType {
  public var kind: ValueKind {
    switch (physical, logical) {
    case (.boolean, _): .boolean
    case (.int32, .integer(let bits, let signed)) where bits <= 32: .integer(bits: bits, signed: signed)
    case (.int64, .integer(let bits, let signed)): .integer(bits: bits, signed: signed)
    case (.int32, .date): .date
    case (.int32, .time(let unit, let utc)), (.int64, .time(let unit, let utc)): .time(unit, utc: utc)
    case (.int64, .timestamp(let unit, let utc)): .timestamp(unit, utc: utc)
    case (.int32, .decimal(let precision, let scale)), (.int64, .decimal(let precision, let scale)),
      (.byteArray, .decimal(let precision, let scale)),
      (.fixedLengthByteArray, .decimal(let precision, let scale)):
      .decimal(precision: precision, scale: scale)
    case (.int32, _): .integer(bits: 32, signed: true)
    case (.int64, _): .integer(bits: 64, signed: true)
    case (.int96, _): .timestamp96
    case (.float, _): .float32
    case (.double, _): .float64
    case (.fixedLengthByteArray(2), .float16): .float16
    case (.fixedLengthByteArray(16), .uuid): .uuid
    case (.byteArray, .string), (.byteArray, .enumeration), (.byteArray, .json): .string
    case (.byteArray, _), (.fixedLengthByteArray, _): .binary
    }
  }

  /// The name that `type:` selectors and messages use.
  public var name: String {
    switch kind {
    case .boolean: "boolean"
    case .integer(let bits, let signed): (signed ? "int" : "uint") + String(bits)
    case .float16: "float16"
    case .float32: "float32"
    case .float64: "float64"
    case .decimal: "decimal"
    case .string: "string"
    case .binary: "binary"
    case .date: "date"
    case .time: "time"
    case .timestamp, .timestamp96: "timestamp"
    case .uuid: "uuid"
    }
  }
}
