import Columnar

/// The unit of a time or timestamp (Schema.fbs, `TimeUnit`).
public enum ArrowTimeUnit: Int16, Hashable, Sendable {
  case second = 0
  case millisecond, microsecond, nanosecond

  init(_ unit: TimeUnit) {
    switch unit {
    case .millis: self = .millisecond
    case .micros: self = .microsecond
    case .nanos: self = .nanosecond
    }
  }
}

/// A type of the Arrow format (Schema.fbs), as far as columns of Parquet can stand for one.
public enum ArrowType: Hashable, Sendable {
  case null
  case boolean
  case integer(bits: Int, signed: Bool)
  /// 16, 32 or 64 bits.
  case floatingPoint(bits: Int)
  /// In 32, 64, 128 or 256 bits.
  case decimal(precision: Int, scale: Int, bits: Int)
  /// 32-bit offsets, or 64-bit where `large`.
  case string(large: Bool)
  case binary(large: Bool)
  case fixedSizeBinary(width: Int)
  /// Days in 32 bits, or milliseconds in 64.
  case date(milliseconds: Bool)
  /// Seconds and milliseconds in 32 bits, other units in 64.
  case time(ArrowTimeUnit)
  /// An instant where there is a zone, in which it is to be shown; else a local time.
  case timestamp(ArrowTimeUnit, zone: String?)
  case duration(ArrowTimeUnit)
  case list(large: Bool)
  case fixedSizeList(count: Int)
  case map(sorted: Bool)
  case structure
  /// Types of other layouts with the same values; in schemas only.
  case stringView
  case binaryView
  case listView(large: Bool)
}

/// A field of an Arrow schema.
public struct ArrowField: Hashable, Sendable {
  /// What stands for the values where there is a dictionary of them.
  public struct Dictionary: Hashable, Sendable {
    public var id: Int64
    public var indexBits: Int
    public var indexSigned: Bool
    /// Whether the order of the dictionary is one of the values.
    public var isOrdered: Bool
  }

  public var name: String
  public var type: ArrowType
  public var isNullable: Bool
  public var children: [ArrowField]
  public var dictionary: Dictionary?
  /// The name of an extension type, such as `arrow.uuid`.
  public var extensionName: String?

  public init(
    _ name: String, _ type: ArrowType, nullable: Bool, children: [ArrowField] = [], dictionary: Dictionary? = nil,
    extensionName: String? = nil
  ) {
    self.name = name
    self.type = type
    isNullable = nullable
    self.children = children
    self.dictionary = dictionary
    self.extensionName = extensionName
  }
}
