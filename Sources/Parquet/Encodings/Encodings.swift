import Columnar

/// Values to bytes of a data or dictionary page, and back (Parquet format, "Encodings").
public enum Encodings {
  /// Bytes that decoded values of one page may take where nothing else is said.
  public static let defaultByteLimit = 1 << 30

  /// The `count` values that `bytes` hold.
  ///
  /// `count` comes from outside; it is proven by the bytes before memory is reserved for it. Only encodings of runs
  /// (RLE, DELTA_BINARY_PACKED, DELTA_BYTE_ARRAY) let few bytes stand for many values: for them the caller limits
  /// `count`, and `byteLimit` the bytes of values that share prefixes.
  ///
  /// - Throws: `malformed` where the bytes do not hold that many values, `unsupported` for an encoding that the
  ///   type does not have or that needs a dictionary, `limitExceeded`.
  public static func decode(
    _ encoding: Encoding, _ bytes: RawSpan, count: Int, type: PhysicalType, byteLimit: Int = defaultByteLimit
  ) throws(ParquetError) -> Values {
    guard count >= 0 else { throw .malformed("a negative number of values") }
    switch (encoding, type) {
    case (.plain, _): return try Plain.decode(bytes, count: count, type: type)
    case (.runLength, .boolean): return .boolean(try RunLengthBitPacked.decodePrefixedBitmap(bytes, count: count))
    case (.deltaBinaryPacked, .int32):
      return .int32(try DeltaBinaryPacked.decode(bytes, count: count, as: Int32.self).values)
    case (.deltaBinaryPacked, .int64):
      return .int64(try DeltaBinaryPacked.decode(bytes, count: count, as: Int64.self).values)
    case (.deltaLengthByteArray, .byteArray):
      return .bytes(try DeltaByteArrays.decodeLengths(bytes, count: count))
    case (.deltaByteArray, .byteArray):
      return .bytes(try DeltaByteArrays.decodePrefixes(bytes, count: count, byteLimit: byteLimit))
    case (.deltaByteArray, .fixedLengthByteArray(let width)):
      let values = try DeltaByteArrays.decodePrefixes(bytes, count: count, byteLimit: byteLimit)
      return .fixed(try FixedBytes(values, width: width))
    case (.byteStreamSplit, .int32), (.byteStreamSplit, .int64), (.byteStreamSplit, .float),
      (.byteStreamSplit, .double), (.byteStreamSplit, .fixedLengthByteArray):
      return try ByteStreamSplit.decode(bytes, count: count, type: type)
    default: throw .unsupported("encoding \(encoding) of \(type) values")
    }
  }

  /// Of the values that `decode` gives those that `selection`, one bit a value, selects. Others are not copied where that can be helped.
  static func decode(
    _ encoding: Encoding, _ bytes: RawSpan, count: Int, type: PhysicalType, selecting selection: Bitmap
  ) throws(ParquetError) -> Values {
    if encoding == .plain, type == .byteArray {
      return .bytes(try Plain.byteArrays(bytes, count: count, selecting: selection))
    }
    return try decode(encoding, bytes, count: count, type: type).selected(by: selection)
  }

  /// The bytes of `values` in an encoding that this engine writes, behind those of `prefix`.
  ///
  /// - Throws: `unsupported` for an encoding that the type does not have or that is not written.
  public static func encode(
    _ encoding: Encoding, _ values: Values, behind prefix: [UInt8] = []
  ) throws(ParquetError) -> [UInt8] {
    switch (encoding, values) {
    case (.plain, _): return Plain.encode(values, behind: prefix)
    case (.runLength, .boolean(let bits)): return prefix + RunLengthBitPacked.encodePrefixed(bits)
    case (.deltaBinaryPacked, .int32(let numbers)): return prefix + DeltaBinaryPacked.encode(numbers)
    case (.deltaBinaryPacked, .int64(let numbers)): return prefix + DeltaBinaryPacked.encode(numbers)
    case (.deltaLengthByteArray, .bytes(let strings)): return prefix + DeltaByteArrays.encodeLengths(strings)
    case (.byteStreamSplit, .int32), (.byteStreamSplit, .int64), (.byteStreamSplit, .float),
      (.byteStreamSplit, .double), (.byteStreamSplit, .fixed):
      return prefix + ByteStreamSplit.encode(values)
    default: throw .unsupported("encoding \(encoding) is not written for these values")
    }
  }
}

extension FixedBytes {
  /// Values of one length out of a form that allows for several.
  init(_ strings: ByteStrings, width: Int) throws(ParquetError) {
    let offsets = strings.offsets
    for index in offsets.indices.dropFirst() where Int(offsets[index] - offsets[index - 1]) != width {
      throw .malformed("a value of another length than the \(width) bytes of its type")
    }
    self.init(width: width, count: strings.count, bytes: strings.bytes)
  }
}
