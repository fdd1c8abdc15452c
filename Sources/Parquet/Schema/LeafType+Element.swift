import Columnar

extension LeafType {
  /// The type of a leaf: its logical type if it has one, else the converted type.
  init(_ element: SchemaElement) throws(ParquetError) {
    let physical = try PhysicalType(element)
    let logical = try LogicalType(element)
    self.init(physical, logical)
    if let logical, !logical.fits(physical) {
      throw .malformed("the annotation does not fit the physical type", at: Place(column: element.name))
    }
  }
}

extension PhysicalType {
  fileprivate init(_ element: SchemaElement) throws(ParquetError) {
    switch element.type {
    case .boolean: self = .boolean
    case .int32: self = .int32
    case .int64: self = .int64
    case .int96: self = .int96
    case .float: self = .float
    case .double: self = .double
    case .byteArray: self = .byteArray
    case .fixedLengthByteArray:
      guard let length = element.typeLength, length >= 0 else {
        throw .malformed("a FIXED_LEN_BYTE_ARRAY has no length", at: Place(column: element.name))
      }
      self = .fixedLengthByteArray(Int(length))
    case nil: throw .malformed("a leaf of the schema has no type", at: Place(column: element.name))
    }
  }

  /// The type as the footer names it.
  public var primitive: PrimitiveType {
    switch self {
    case .boolean: .boolean
    case .int32: .int32
    case .int64: .int64
    case .int96: .int96
    case .float: .float
    case .double: .double
    case .byteArray: .byteArray
    case .fixedLengthByteArray: .fixedLengthByteArray
    }
  }
}

extension LogicalType {
  /// Nil where the element has no annotation.
  init?(_ element: SchemaElement) throws(ParquetError) {
    if let annotation = element.logicalType {
      self.init(annotation)
    } else if let converted = element.convertedType {
      self.init(converted, element)
    } else {
      return nil
    }
    if case .decimal(let precision, let scale) = self, precision < 1 || scale < 0 || scale > precision {
      throw .malformed("a DECIMAL has an impossible precision or scale", at: Place(column: element.name))
    }
  }

  private init(_ annotation: LogicalAnnotation) {
    switch annotation {
    case .string: self = .string
    case .map: self = .other(2)
    case .list: self = .other(3)
    case .enumeration: self = .enumeration
    case .decimal(let precision, let scale): self = .decimal(precision: Int(precision), scale: Int(scale))
    case .date: self = .date
    case .time(let unit, let utc): self = .time(unit, utc: utc)
    case .timestamp(let unit, let utc): self = .timestamp(unit, utc: utc)
    case .integer(let bits, let signed): self = .integer(bits: Int(bits), signed: signed)
    case .unknown: self = .unknown
    case .json: self = .json
    case .bson: self = .bson
    case .uuid: self = .uuid
    case .float16: self = .float16
    case .variant: self = .other(16)
    case .geometry(let crs): self = .geometry(crs: crs)
    case .geography(let crs, let algorithm): self = .geography(crs: crs, algorithm: algorithm)
    case .other(let id): self = .other(id)
    }
  }

  private init(_ converted: ConvertedType, _ element: SchemaElement) {
    switch converted {
    case .utf8: self = .string
    case .map, .mapKeyValue: self = .other(2)
    case .list: self = .other(3)
    case .enumeration: self = .enumeration
    case .decimal: self = .decimal(precision: Int(element.precision ?? 0), scale: Int(element.scale ?? 0))
    case .date: self = .date
    case .timeMillis: self = .time(.millis, utc: true)
    case .timeMicros: self = .time(.micros, utc: true)
    case .timestampMillis: self = .timestamp(.millis, utc: true)
    case .timestampMicros: self = .timestamp(.micros, utc: true)
    case .uint8: self = .integer(bits: 8, signed: false)
    case .uint16: self = .integer(bits: 16, signed: false)
    case .uint32: self = .integer(bits: 32, signed: false)
    case .uint64: self = .integer(bits: 64, signed: false)
    case .int8: self = .integer(bits: 8, signed: true)
    case .int16: self = .integer(bits: 16, signed: true)
    case .int32: self = .integer(bits: 32, signed: true)
    case .int64: self = .integer(bits: 64, signed: true)
    case .json: self = .json
    case .bson: self = .bson
    case .interval: self = .interval
    case .null: self = .earlyNull
    }
  }

  /// The converted type of early parquet-cpp, which has no field in the format's union: carried, never interpreted.
  static let earlyNull = LogicalType.other(-24)
}
