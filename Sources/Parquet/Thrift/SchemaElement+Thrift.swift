import Columnar

extension SchemaElement: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var element = SchemaElement(name: "")
    var name: String?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int32): element.type = try PrimitiveType(from: &reader)
      case (2, .int32): element.typeLength = try reader.int32()
      case (3, .int32): element.repetition = try Repetition(from: &reader)
      case (4, .binary): name = try reader.name()
      case (5, .int32): element.childCount = try reader.int32()
      case (6, .int32): element.convertedType = ConvertedType(rawValue: try reader.int32())
      case (7, .int32): element.scale = try reader.int32()
      case (8, .int32): element.precision = try reader.int32()
      case (9, .int32): element.fieldID = try reader.int32()
      case (10, .structure): element.logicalType = try LogicalAnnotation.read(from: &reader)
      default: try reader.skip(field)
      }
    }
    element.name = try reader.required(name, "name")
    self = element
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, type?.rawValue)
    writer.field(2, typeLength)
    writer.field(3, repetition?.number)
    writer.field(4, name)
    writer.field(5, childCount)
    writer.field(6, convertedType?.rawValue)
    writer.field(7, scale)
    writer.field(8, precision)
    writer.field(9, fieldID)
    if let logicalType { writer.field(10, structure: logicalType.encode) }
  }
}

extension PrimitiveType {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    let number = try reader.int32()
    guard let type = PrimitiveType(rawValue: number) else {
      throw .unsupported("physical type \(number) is not known", at: reader.place)
    }
    self = type
  }
}

extension Repetition {
  fileprivate init(from reader: inout ThriftReader) throws(ParquetError) {
    switch try reader.int32() {
    case 0: self = .required
    case 1: self = .optional
    case 2: self = .repeated
    case let number: throw .unsupported("repetition \(number) is not known", at: reader.place)
    }
  }

  fileprivate var number: Int32 {
    switch self {
    case .required: 0
    case .optional: 1
    case .repeated: 2
    }
  }
}
