extension FileMetadata: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var version: Int32?
    var schema: [SchemaElement]?
    var rowCount: Int?
    var rowGroups: [RowGroup]?
    var result = FileMetadata(version: 0, schema: [], rowCount: 0, rowGroups: [])
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .int32): version = try reader.int32()
      case (2, .list): schema = try reader.list(of: SchemaElement.self)
      case (3, .int64): rowCount = try reader.int64()
      case (4, .list): rowGroups = try reader.list(of: RowGroup.self)
      case (5, .list): result.keyValueMetadata = try reader.list(of: KeyValue.self)
      case (6, .binary): result.createdBy = try reader.text()
      case (7, .list): result.columnOrders = try reader.list(of: ColumnOrder.self)
      case (8, _), (9, _):
        result.isEncrypted = true
        try reader.skip(field)
      default: try reader.skip(field)
      }
    }
    result.version = try reader.required(version, "version")
    result.schema = try reader.required(schema, "schema")
    result.rowCount = try reader.required(rowCount, "num_rows")
    result.rowGroups = try reader.required(rowGroups, "row_groups")
    self = result
  }

  /// Encrypted files are refused, so that nothing of encryption is ever written.
  func encode(to writer: inout ThriftWriter) {
    writer.field(1, version)
    writer.field(2, schema)
    writer.field(3, rowCount)
    writer.field(4, rowGroups)
    writer.field(5, keyValueMetadata)
    writer.field(6, createdBy)
    writer.field(7, columnOrders)
  }
}

extension KeyValue: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var key: String?
    var value: String?
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .binary): key = try reader.text()
      case (2, .binary): value = try reader.text()
      default: try reader.skip(field)
      }
    }
    self.init(key: try reader.required(key, "key"), value: value)
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, key)
    writer.field(2, value)
  }
}

extension ColumnOrder: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    self = .other(0)
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      try reader.skip(field)
      switch field.id {
      case 1: self = .typeDefined
      case 2: self = .ieee754Total
      case 3: self = .int96Timestamp
      default: self = .other(field.id)
      }
    }
  }

  func encode(to writer: inout ThriftWriter) {
    switch self {
    case .typeDefined: writer.field(1) { _ in }
    case .ieee754Total: writer.field(2) { _ in }
    case .int96Timestamp: writer.field(3) { _ in }
    case .other(let id): writer.field(id) { _ in }
    }
  }
}
