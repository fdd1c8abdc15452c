import CKernels
import Columnar

/// Byte arrays behind their delta-coded lengths: DELTA_LENGTH_BYTE_ARRAY, and DELTA_BYTE_ARRAY, in which a value
/// shares a prefix with the one before (Parquet format, "Delta-length byte array", "Delta Strings").
enum DeltaByteArrays {
  static func decodeLengths(_ bytes: RawSpan, count: Int) throws(ParquetError) -> ByteStrings {
    let (lengths, size) = try DeltaBinaryPacked.decode(bytes, count: count, as: Int32.self)
    let offsets = try sums(of: lengths, limit: min(bytes.byteCount - size, Int(UInt32.max)))
    let total = Int(offsets[count])
    return ByteStrings(offsets: offsets, bytes: bytes.extracting(size..<size + total).array)
  }

  static func encodeLengths(_ strings: ByteStrings) -> [UInt8] {
    let offsets = strings.offsets
    let lengths = (0..<strings.count).map { Int32(bitPattern: offsets[$0 + 1] - offsets[$0]) }
    return DeltaBinaryPacked.encode(lengths) + strings.bytes
  }

  /// `byteLimit` bounds what the values take together: prefixes let them outgrow their page by any factor.
  static func decodePrefixes(_ bytes: RawSpan, count: Int, byteLimit: Int) throws(ParquetError) -> ByteStrings {
    let (prefixes, size) = try DeltaBinaryPacked.decode(bytes, count: count, as: Int32.self)
    let suffixes = try decodeLengths(bytes.extracting(size..<bytes.byteCount), count: count)
    let limit = min(byteLimit, Int(UInt32.max))
    var total = 0
    var previous = 0
    let offsets = try [UInt32](filling: count + 1) { offsets throws(ParquetError) in
      offsets[0] = 0
      for index in 0..<count {
        let prefix = Int(prefixes[index])
        guard prefix >= 0, prefix <= previous else {
          throw .malformed("a prefix is longer than the value before it")
        }
        previous = prefix + suffixes.range(index).count
        total += previous
        guard total <= limit else { throw .limitExceeded("the values of a page take more than \(limit) bytes") }
        offsets[index + 1] = UInt32(total)
      }
    }
    if total == 0 { return ByteStrings(offsets: offsets, bytes: []) }
    let values = [UInt8](filling: total) { target in
      unsafe target.withUnsafeMutableBufferPointer { target in
        unsafe prefixes.withUnsafeBufferPointer { prefixes in
          unsafe prefixes.withMemoryRebound(to: UInt32.self) { prefixes in
            unsafe louver_join_prefixes(
              prefixes.baseAddress, suffixes.bytes, offsets, count, target.baseAddress)
          }
        }
      }
    }
    return ByteStrings(offsets: offsets, bytes: values)
  }

  /// Offsets from lengths that are not negative and together not above `limit`.
  private static func sums(of lengths: [Int32], limit: Int) throws(ParquetError) -> [UInt32] {
    try [UInt32](filling: lengths.count + 1) { offsets throws(ParquetError) in
      var total = 0
      offsets[0] = 0
      for index in lengths.indices {
        guard lengths[index] >= 0 else { throw .malformed("a byte array of negative length") }
        total += Int(lengths[index])
        guard total <= limit else { throw Plain.tooShort }
        offsets[index + 1] = UInt32(total)
      }
    }
  }
}
