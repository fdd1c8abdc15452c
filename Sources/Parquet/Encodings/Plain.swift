import CKernels
import Columnar

/// PLAIN: values one after the other (Parquet format, "Plain").
enum Plain {
  static func decode(_ bytes: RawSpan, count: Int, type: PhysicalType) throws(ParquetError) -> Values {
    switch type {
    case .boolean:
      guard count <= bytes.byteCount.multipliedReportingOverflow(by: 8).partialValue else { throw tooShort }
      var bits = BitWriter(capacity: count)
      bits.append(bytes, count: count)
      return .boolean(bits.finish())
    case .int32: return .int32(try numbers(bytes, count: count))
    case .int64: return .int64(try numbers(bytes, count: count))
    case .float: return .float(try numbers(bytes, count: count))
    case .double: return .double(try numbers(bytes, count: count))
    case .int96: return .fixed(try fixed(bytes, count: count, width: 12))
    case .fixedLengthByteArray(let width): return .fixed(try fixed(bytes, count: count, width: width))
    case .byteArray: return .bytes(try byteArrays(bytes, count: count))
    }
  }

  static let tooShort = ParquetError.malformed("a page ends before its values do")

  private static func numbers<Number: BitwiseCopyable>(
    _ bytes: RawSpan, count: Int
  ) throws(ParquetError) -> [Number] {
    guard count <= bytes.byteCount / MemoryLayout<Number>.size else { throw tooShort }
    return bytes.elements(count, as: Number.self)
  }

  private static func fixed(_ bytes: RawSpan, count: Int, width: Int) throws(ParquetError) -> FixedBytes {
    guard width == 0 || count <= bytes.byteCount / width else { throw tooShort }
    return FixedBytes(width: width, count: count, bytes: bytes.elements(count * width, as: UInt8.self))
  }

  /// The values that `selection`, one bit a value, selects; nil: all.
  static func byteArrays(
    _ bytes: RawSpan, count: Int, selecting selection: Bitmap? = nil
  ) throws(ParquetError) -> ByteStrings {
    precondition(selection == nil || selection?.count == count)
    guard count <= bytes.byteCount / 4 else { throw tooShort }
    guard bytes.byteCount <= UInt32.max else { throw .limitExceeded("a page of 4 GiB or more") }
    if count == 0 { return ByteStrings() }
    var used = 0
    var values: [UInt8] = []
    let offsets = [UInt32](filling: (selection?.setCount ?? count) + 1) { offsets in
      values = [UInt8](filling: bytes.byteCount - 4 * count) { values in
        used = unsafe bytes.withUnsafeBytes { source in
          unsafe offsets.withUnsafeMutableBufferPointer { offsets in
            unsafe values.withUnsafeMutableBufferPointer { values in
              let bytes = unsafe source.bindMemory(to: UInt8.self).baseAddress
              guard let selection else {
                return unsafe louver_split_byte_arrays(
                  bytes, source.count, count, offsets.baseAddress, values.baseAddress)
              }
              return unsafe louver_split_selected_byte_arrays(
                bytes, source.count, count, selection.words, offsets.baseAddress, values.baseAddress)
            }
          }
        }
      }
    }
    // SIZE_MAX, as the kernel says that values do not fit, is -1 here.
    guard used >= 0 else { throw tooShort }
    values.removeLast(values.count - used)
    return ByteStrings(offsets: offsets, bytes: values)
  }

  /// The bytes of `values` behind those of `prefix`, all written once.
  static func encode(_ values: Values, behind prefix: [UInt8] = []) -> [UInt8] {
    switch values {
    case .boolean(let bits): prefix + bits.words.rawBytes.elements((bits.count + 7) / 8, as: UInt8.self)
    case .int32(let numbers): numbers.littleEndianBytes(behind: prefix)
    case .int64(let numbers): numbers.littleEndianBytes(behind: prefix)
    case .float(let numbers): numbers.littleEndianBytes(behind: prefix)
    case .double(let numbers): numbers.littleEndianBytes(behind: prefix)
    case .fixed(let fixed): prefix.isEmpty ? fixed.bytes : prefix + fixed.bytes
    case .bytes(let strings): encode(strings, behind: prefix)
    }
  }

  private static func encode(_ strings: ByteStrings, behind prefix: [UInt8]) -> [UInt8] {
    [UInt8](filling: prefix.count + 4 * strings.count + strings.bytes.count) { target in
      for index in prefix.indices { target[index] = prefix[index] }
      unsafe target.withUnsafeMutableBufferPointer { target in
        unsafe louver_join_byte_arrays(
          strings.offsets, strings.bytes, strings.count, target.baseAddress.map { unsafe $0 + prefix.count })
      }
    }
  }
}
