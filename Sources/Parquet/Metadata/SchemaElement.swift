import Columnar

/// How a leaf is stored, without a length (parquet.thrift, `Type`).
public enum PrimitiveType: Int32, Sendable, CaseIterable {
  case boolean, int32, int64, int96, float, double, byteArray, fixedLengthByteArray
}

/// Deprecated annotation, superseded by `LogicalAnnotation` (parquet.thrift, `ConvertedType`).
public enum ConvertedType: Int32, Sendable, CaseIterable {
  case utf8, map, mapKeyValue, list, enumeration, decimal, date, timeMillis, timeMicros, timestampMillis,
    timestampMicros, uint8, uint16, uint32, uint64, int8, int16, int32, int64, json, bson, interval
  /// Never part of the format: early parquet-cpp marked columns of NULLs so.
  case null = 24
}

/// The annotation of a leaf or group (parquet.thrift, `LogicalType`).
public enum LogicalAnnotation: Hashable, Sendable {
  case string
  case map
  case list
  case enumeration
  case decimal(precision: Int32, scale: Int32)
  case date
  case time(TimeUnit, utc: Bool)
  case timestamp(TimeUnit, utc: Bool)
  case integer(bits: Int8, signed: Bool)
  case unknown
  case json
  case bson
  case uuid
  case float16
  case variant(specificationVersion: Int8?)
  case geometry(crs: String?)
  case geography(crs: String?, algorithm: Int32?)
  /// A member of a later version of the format, by its field number.
  case other(Int16)
}

/// One node of the schema, listed depth first (parquet.thrift, `SchemaElement`).
public struct SchemaElement: Hashable, Sendable {
  /// Nil for a group.
  public var type: PrimitiveType?
  /// Bytes of a FIXED_LEN_BYTE_ARRAY value.
  public var typeLength: Int32?
  public var repetition: Repetition?
  public var name: String
  public var childCount: Int32?
  public var convertedType: ConvertedType?
  public var scale: Int32?
  public var precision: Int32?
  public var fieldID: Int32?
  public var logicalType: LogicalAnnotation?

  public init(
    type: PrimitiveType? = nil, typeLength: Int32? = nil, repetition: Repetition? = nil, name: String,
    childCount: Int32? = nil, convertedType: ConvertedType? = nil, scale: Int32? = nil,
    precision: Int32? = nil, fieldID: Int32? = nil, logicalType: LogicalAnnotation? = nil
  ) {
    self.type = type
    self.typeLength = typeLength
    self.repetition = repetition
    self.name = name
    self.childCount = childCount
    self.convertedType = convertedType
    self.scale = scale
    self.precision = precision
    self.fieldID = fieldID
    self.logicalType = logicalType
  }
}
