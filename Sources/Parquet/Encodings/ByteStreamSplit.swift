import CKernels
import Columnar

/// BYTE_STREAM_SPLIT: all first bytes of the values, then all second bytes, and so on
/// (Parquet format, "Byte Stream Split").
enum ByteStreamSplit {
  static func decode(_ bytes: RawSpan, count: Int, type: PhysicalType) throws(ParquetError) -> Values {
    guard let width = type.byteWidth else { throw .unsupported("byte streams of \(type) values") }
    // Streams follow each other without a gap, so that their length must be exact.
    guard bytes.byteCount / max(width, 1) == count || width == 0, bytes.byteCount == count * width else {
      throw .malformed("byte streams are not as long as their values")
    }
    if count == 0 { return .empty(type) }
    switch type {
    case .int32: return .int32(joined(bytes, count: count))
    case .int64: return .int64(joined(bytes, count: count))
    case .float: return .float(joined(bytes, count: count))
    case .double: return .double(joined(bytes, count: count))
    case .boolean, .int96, .byteArray, .fixedLengthByteArray:
      return .fixed(FixedBytes(width: width, count: count, bytes: joined(bytes, count: count, width: width)))
    }
  }

  private static func joined<Number: BitwiseCopyable>(_ bytes: RawSpan, count: Int) -> [Number] {
    [Number](filling: count) { span in
      unsafe span.withUnsafeMutableBytes { target in
        unsafe join(bytes, count: count, width: MemoryLayout<Number>.size, to: target)
      }
    }
  }

  private static func joined(_ bytes: RawSpan, count: Int, width: Int) -> [UInt8] {
    [UInt8](filling: count * width) { span in
      unsafe span.withUnsafeMutableBytes { unsafe join(bytes, count: count, width: width, to: $0) }
    }
  }

  private static func join(_ bytes: RawSpan, count: Int, width: Int, to target: UnsafeMutableRawBufferPointer) {
    unsafe bytes.withUnsafeBytes { source in
      unsafe louver_streams_to_values(
        source.bindMemory(to: UInt8.self).baseAddress, count, width,
        target.bindMemory(to: UInt8.self).baseAddress)
    }
  }

  /// Values of one width; the other types do not have this encoding.
  static func encode(_ values: Values) -> [UInt8] {
    let plain = Plain.encode(values)
    let count = values.count
    if plain.isEmpty { return [] }
    return [UInt8](filling: plain.count) { span in
      unsafe span.withUnsafeMutableBufferPointer { target in
        unsafe louver_values_to_streams(plain, count, plain.count / count, target.baseAddress)
      }
    }
  }
}
