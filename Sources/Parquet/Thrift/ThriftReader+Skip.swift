import Columnar

extension ThriftReader {
  /// Structures within structures beyond this are taken for an attack: nothing in the format goes a third as deep.
  private static var maxDepth: Int { 32 }

  /// Passes over a field's value that this version of the format does not know, or that has the wrong type.
  mutating func skip(_ field: ThriftField) throws(ParquetError) {
    switch field.type {
    case .boolTrue, .boolFalse: break
    default: try skipValue(field.type, depth: 1)
    }
  }

  private mutating func skipValue(_ type: ThriftType, depth: Int) throws(ParquetError) {
    guard depth <= Self.maxDepth else {
      throw .malformed("Thrift: structures are nested too deeply", at: place)
    }
    switch type {
    case .boolTrue, .boolFalse, .int8: try skip(bytes: 1)
    case .int16, .int32, .int64: _ = try varint()
    case .double: try skip(bytes: 8)
    case .uuid: try skip(bytes: 16)
    case .binary: try skipBlob()
    case .list, .set:
      let (element, count) = try listHead()
      for _ in 0..<count { try skipValue(element, depth: depth + 1) }
    case .map: try skipMap(depth: depth)
    case .structure: try skipStructure(depth: depth)
    }
  }

  private mutating func skipMap(depth: Int) throws(ParquetError) {
    let count = try varint()
    guard count > 0 else { return }
    let types = try byte()
    guard let key = ThriftType(rawValue: types >> 4), let value = ThriftType(rawValue: types & 0x0F) else {
      throw .malformed("Thrift: a map has elements of an unknown type", at: place)
    }
    // Ends with an error where the map claims more entries than there are bytes.
    var left = count
    while left > 0 {
      try skipValue(key, depth: depth + 1)
      try skipValue(value, depth: depth + 1)
      left -= 1
    }
  }

  private mutating func skipStructure(depth: Int) throws(ParquetError) {
    var last: Int16 = 0
    while let field = try nextField(after: &last) {
      switch field.type {
      case .boolTrue, .boolFalse: break
      default: try skipValue(field.type, depth: depth + 1)
      }
    }
  }
}
