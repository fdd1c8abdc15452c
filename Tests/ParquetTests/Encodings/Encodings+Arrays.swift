import Columnar

@testable import Parquet

// Spans cannot pass through the macros of expectations: these take arrays.
extension Encodings {
  static func decode(
    _ encoding: Encoding, _ bytes: some Sequence<UInt8>, count: Int, type: PhysicalType, byteLimit: Int = 1 << 24
  ) throws(ParquetError) -> Values {
    let bytes = Array(bytes)
    return try decode(encoding, bytes.rawBytes, count: count, type: type, byteLimit: byteLimit)
  }
}

extension RunLengthBitPacked {
  static func decode(_ bytes: [UInt8], width: Int, count: Int) throws(ParquetError) -> [UInt32] {
    try decode(bytes.rawBytes, width: width, count: count)
  }

  static func decodeIndices(_ bytes: [UInt8], count: Int, dictionaryCount: Int) throws(ParquetError) -> [UInt32] {
    try decodeIndices(bytes.rawBytes, count: count, dictionaryCount: dictionaryCount)
  }

  static func decodeLevels(_ bytes: [UInt8], maximum: Int, count: Int) throws(ParquetError) -> [UInt8] {
    try decodeLevels(bytes.rawBytes, maximum: maximum, count: count)
  }

  static func decodeBitmap(_ bytes: [UInt8], count: Int) throws(ParquetError) -> Bitmap {
    try decodeBitmap(bytes.rawBytes, count: count)
  }

  static func encode(_ values: [UInt32], width: Int) -> [UInt8] { encode(values.span, width: width) }

  static func encode(_ levels: [UInt8], width: Int) -> [UInt8] { encode(levels.span, width: width) }
}

extension BitPackedLevels {
  static func decode(_ bytes: [UInt8], maximum: Int, count: Int) throws(ParquetError) -> [UInt8] {
    try decode(bytes.rawBytes, maximum: maximum, count: count)
  }
}
