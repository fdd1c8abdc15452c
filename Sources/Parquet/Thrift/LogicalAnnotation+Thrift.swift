import Columnar

extension LogicalAnnotation {
  /// Reads the union; nil where no member of it is set.
  static func read(from reader: inout ThriftReader) throws(ParquetError) -> LogicalAnnotation? {
    var result: LogicalAnnotation?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      guard field.type == .structure else {
        try reader.skip(field)
        continue
      }
      result = try member(field.id, from: &reader)
    }
    return result
  }

  private static func member(_ id: Int16, from reader: inout ThriftReader) throws(ParquetError) -> LogicalAnnotation {
    switch id {
    case 5: return try decimal(from: &reader)
    case 7:
      let (unit, utc) = try time(from: &reader)
      return .time(unit, utc: utc)
    case 8:
      let (unit, utc) = try time(from: &reader)
      return .timestamp(unit, utc: utc)
    case 10: return try integer(from: &reader)
    case 16: return try variant(from: &reader)
    case 17, 18: return try geospatial(id, from: &reader)
    default: break
    }
    try reader.skip(ThriftField(id: id, type: .structure))
    switch id {
    case 1: return .string
    case 2: return .map
    case 3: return .list
    case 4: return .enumeration
    case 6: return .date
    case 11: return .unknown
    case 12: return .json
    case 13: return .bson
    case 14: return .uuid
    case 15: return .float16
    default: return .other(id)
    }
  }

  private static func decimal(from reader: inout ThriftReader) throws(ParquetError) -> LogicalAnnotation {
    var scale: Int32?
    var precision: Int32?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int32): scale = try reader.int32()
      case (2, .int32): precision = try reader.int32()
      default: try reader.skip(field)
      }
    }
    return .decimal(
      precision: try reader.required(precision, "precision"), scale: try reader.required(scale, "scale"))
  }

  private static func time(from reader: inout ThriftReader) throws(ParquetError) -> (TimeUnit, Bool) {
    var utc: Bool?
    var unit: TimeUnit?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .boolTrue), (1, .boolFalse): utc = field.isTrue
      case (2, .structure): unit = try timeUnit(from: &reader)
      default: try reader.skip(field)
      }
    }
    return (try reader.required(unit, "unit"), try reader.required(utc, "isAdjustedToUTC"))
  }

  private static func timeUnit(from reader: inout ThriftReader) throws(ParquetError) -> TimeUnit? {
    var unit: TimeUnit?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      try reader.skip(field)
      switch field.id {
      case 1: unit = .millis
      case 2: unit = .micros
      case 3: unit = .nanos
      default: throw .unsupported("a time has a unit that this version does not know")
      }
    }
    return unit
  }

  private static func integer(from reader: inout ThriftReader) throws(ParquetError) -> LogicalAnnotation {
    var bits: Int8?
    var signed: Bool?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int8): bits = try reader.int8()
      case (2, .boolTrue), (2, .boolFalse): signed = field.isTrue
      default: try reader.skip(field)
      }
    }
    return .integer(bits: try reader.required(bits, "bitWidth"), signed: try reader.required(signed, "isSigned"))
  }

  private static func variant(from reader: inout ThriftReader) throws(ParquetError) -> LogicalAnnotation {
    var version: Int8?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int8): version = try reader.int8()
      default: try reader.skip(field)
      }
    }
    return .variant(specificationVersion: version)
  }

  private static func geospatial(
    _ id: Int16, from reader: inout ThriftReader
  ) throws(ParquetError) -> LogicalAnnotation {
    var crs: String?
    var algorithm: Int32?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .binary): crs = try reader.text()
      case (2, .int32): algorithm = try reader.int32()
      default: try reader.skip(field)
      }
    }
    return id == 17 ? .geometry(crs: crs) : .geography(crs: crs, algorithm: algorithm)
  }
}

extension LogicalAnnotation {
  /// Field number in the union.
  private var member: Int16 {
    switch self {
    case .string: 1
    case .map: 2
    case .list: 3
    case .enumeration: 4
    case .decimal: 5
    case .date: 6
    case .time: 7
    case .timestamp: 8
    case .integer: 10
    case .unknown: 11
    case .json: 12
    case .bson: 13
    case .uuid: 14
    case .float16: 15
    case .variant: 16
    case .geometry: 17
    case .geography: 18
    case .other(let id): id
    }
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(member) { (writer) in
      switch self {
      case .string, .map, .list, .enumeration, .date, .unknown, .json, .bson, .uuid, .float16, .other: break
      case .decimal(let precision, let scale):
        writer.field(1, scale)
        writer.field(2, precision)
      case .time(let unit, let utc), .timestamp(let unit, let utc):
        writer.field(1, utc)
        writer.field(2) { $0.field(unit.member) { _ in } }
      case .integer(let bits, let signed):
        writer.field(1, bits)
        writer.field(2, signed)
      case .variant(let version): writer.field(1, version)
      case .geometry(let crs): writer.field(1, crs)
      case .geography(let crs, let algorithm):
        writer.field(1, crs)
        writer.field(2, algorithm)
      }
    }
  }
}

extension TimeUnit {
  /// Field number in parquet.thrift's union of this name.
  fileprivate var member: Int16 {
    switch self {
    case .millis: 1
    case .micros: 2
    case .nanos: 3
    }
  }
}
