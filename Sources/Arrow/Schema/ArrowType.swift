import Columnar

/// A type of the Arrow format (Schema.fbs), as far as columns of Parquet have one.
public enum ArrowType: Hashable, Sendable {
  case null
  case boolean
  case integer(bits: Int, signed: Bool)
  /// 16, 32 or 64 bits.
  case floatingPoint(bits: Int)
  /// In 128 or 256 bits.
  case decimal(precision: Int, scale: Int, bits: Int)
  /// 32-bit offsets, or 64-bit where `large`.
  case string(large: Bool)
  case binary(large: Bool)
  case fixedSizeBinary(width: Int)
  case date
  /// Milliseconds in 32 bits, other units in 64.
  case time(TimeUnit)
  case timestamp(TimeUnit, utc: Bool)
  case list(large: Bool)
  case map
  case structure
}

/// A field of an Arrow schema.
public struct ArrowField: Hashable, Sendable {
  public var name: String
  public var type: ArrowType
  public var isNullable: Bool
  public var children: [ArrowField]
  /// The name of an extension type, such as `arrow.uuid`.
  public var extensionName: String?

  public init(
    _ name: String, _ type: ArrowType, nullable: Bool, children: [ArrowField] = [], extensionName: String? = nil
  ) {
    self.name = name
    self.type = type
    isNullable = nullable
    self.children = children
    self.extensionName = extensionName
  }
}
