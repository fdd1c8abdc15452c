/// Field and element types of Thrift's compact protocol (thrift-compact-protocol.md, "Struct encoding").
enum ThriftType: UInt8 {
  /// In a field, the value itself; in a list, the type of every element.
  case boolTrue = 1
  case boolFalse = 2
  case int8 = 3
  case int16 = 4
  case int32 = 5
  case int64 = 6
  case double = 7
  case binary = 8
  case list = 9
  case set = 10
  case map = 11
  case structure = 12
  case uuid = 13
}

/// The head of one field of a structure.
struct ThriftField {
  var id: Int16
  var type: ThriftType

  /// The value of a boolean field, which its type holds.
  var isTrue: Bool { type == .boolTrue }
}

/// A structure of parquet.thrift, read from and written to the compact protocol.
protocol ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError)
  func encode(to writer: inout ThriftWriter)
}
