import Columnar

extension PhysicalType {
  var json: JSON {
    switch self {
    case .boolean: "boolean"
    case .int32: "int32"
    case .int64: "int64"
    case .int96: "int96"
    case .float: "float"
    case .double: "double"
    case .byteArray: "bytes"
    case .fixedLengthByteArray(let width): .integer(Int64(width))
    }
  }

  /// Nil for anything that `json` does not give.
  init?(json: JSON) {
    if let width = json.integer.flatMap(Int32.init(exactly:)), width >= 0 {
      self = .fixedLengthByteArray(Int(width))
      return
    }
    switch json.string {
    case "boolean": self = .boolean
    case "int32": self = .int32
    case "int64": self = .int64
    case "int96": self = .int96
    case "float": self = .float
    case "double": self = .double
    case "bytes": self = .byteArray
    default: return nil
    }
  }
}

extension LogicalType {
  /// The type's name, then its parameters.
  var json: JSON {
    switch self {
    case .string: ["string"]
    case .enumeration: ["enum"]
    case .json: ["json"]
    case .bson: ["bson"]
    case .uuid: ["uuid"]
    case .integer(let bits, let signed): ["integer", .integer(Int64(bits)), .bool(signed)]
    case .decimal(let precision, let scale): ["decimal", .integer(Int64(precision)), .integer(Int64(scale))]
    case .date: ["date"]
    case .time(let unit, let utc): ["time", .string(unit.rawValue), .bool(utc)]
    case .timestamp(let unit, let utc): ["timestamp", .string(unit.rawValue), .bool(utc)]
    case .interval: ["interval"]
    case .float16: ["float16"]
    case .unknown: ["unknown"]
    case .geometry(let crs): ["geometry", crs.map(JSON.string) ?? .null]
    case .geography(let crs, let algorithm):
      ["geography", crs.map(JSON.string) ?? .null, algorithm.map { .integer(Int64($0)) } ?? .null]
    case .other(let field): ["other", .integer(Int64(field))]
    }
  }

  init(json: JSON) throws(PolicyError) {
    guard let parts = json.array, let name = parts.first?.string,
      let type = Self.simple[name] ?? Self.parameterized(name, Array(parts.dropFirst()))
    else { throw Schema.malformed }
    self = type
  }

  private static let simple: [String: LogicalType] = [
    "string": .string, "enum": .enumeration, "json": .json, "bson": .bson, "uuid": .uuid, "date": .date,
    "interval": .interval, "float16": .float16, "unknown": .unknown,
  ]

  private static func parameterized(_ name: String, _ arguments: [JSON]) -> LogicalType? {
    let numbers = arguments.map { $0.integer.flatMap(Int32.init(exactly:)) }
    let unit = arguments.first?.string.flatMap(TimeUnit.init(rawValue:))
    switch (name, arguments.count) {
    case ("integer", 2):
      guard let bits = numbers[0], let signed = arguments[1].boolean else { return nil }
      return .integer(bits: Int(bits), signed: signed)
    case ("decimal", 2):
      guard let precision = numbers[0], let scale = numbers[1] else { return nil }
      return .decimal(precision: Int(precision), scale: Int(scale))
    case ("time", 2):
      guard let unit, let utc = arguments[1].boolean else { return nil }
      return .time(unit, utc: utc)
    case ("timestamp", 2):
      guard let unit, let utc = arguments[1].boolean else { return nil }
      return .timestamp(unit, utc: utc)
    case ("geometry", 1): return .geometry(crs: arguments[0].string)
    case ("geography", 2): return .geography(crs: arguments[0].string, algorithm: numbers[1])
    case ("other", 1): return numbers[0].flatMap(Int16.init(exactly:)).map(LogicalType.other)
    default: return nil
    }
  }
}
