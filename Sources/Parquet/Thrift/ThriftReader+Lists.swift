import Columnar

extension ThriftReader {
  mutating func int64List() throws(ParquetError) -> [Int] {
    try list(of: .int64) { (reader) throws(ParquetError) in try reader.int64() }
  }

  mutating func binaryList() throws(ParquetError) -> [[UInt8]] {
    try list(of: .binary) { (reader) throws(ParquetError) in try reader.binary() }
  }

  /// A field that the format says is always there.
  func required<Value>(_ value: Value?, _ name: String) throws(ParquetError) -> Value {
    guard let value else { throw .malformed("Thrift: \(name) is missing", at: place) }
    return value
  }
}

extension ThriftStructure {
  /// The structure's bytes.
  func encoded() -> [UInt8] {
    var writer = ThriftWriter()
    writer.structure(encode)
    return writer.bytes
  }
}
