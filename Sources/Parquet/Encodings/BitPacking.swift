import CKernels
import Columnar

/// Values of a fixed number of bits, least significant bit first. The entry to the kernels: checks extents once.
enum BitPacking {
  /// Bytes that `count` values of `width` bits take; saturates instead of overflowing.
  static func byteCount(_ count: Int, width: Int) -> Int {
    let (bits, overflow) = count.multipliedReportingOverflow(by: width)
    return overflow || bits > Int.max - 7 ? Int.max : (bits + 7) / 8
  }

  /// Bits that `value` needs.
  static func width(of value: UInt64) -> Int { 64 - value.leadingZeroBitCount }

  static func unpack(_ bytes: RawSpan, width: Int, to span: inout MutableSpan<UInt8>) {
    precondition((0...8).contains(width) && byteCount(span.count, width: width) <= bytes.byteCount)
    unsafe bytes.withUnsafeBytes { source in
      unsafe span.withUnsafeMutableBufferPointer { target in
        unsafe louver_unpack_u8(
          source.bindMemory(to: UInt8.self).baseAddress, source.count, UInt32(width), target.baseAddress, target.count)
      }
    }
  }

  static func unpack(_ bytes: RawSpan, width: Int, to span: inout MutableSpan<UInt32>) {
    precondition((0...32).contains(width) && byteCount(span.count, width: width) <= bytes.byteCount)
    unsafe bytes.withUnsafeBytes { source in
      unsafe span.withUnsafeMutableBufferPointer { target in
        unsafe louver_unpack_u32(
          source.bindMemory(to: UInt8.self).baseAddress, source.count, UInt32(width), target.baseAddress, target.count)
      }
    }
  }

  static func unpack(_ bytes: RawSpan, width: Int, to span: inout MutableSpan<UInt64>) {
    precondition((0...64).contains(width) && byteCount(span.count, width: width) <= bytes.byteCount)
    unsafe bytes.withUnsafeBytes { source in
      unsafe span.withUnsafeMutableBufferPointer { target in
        unsafe louver_unpack_u64(
          source.bindMemory(to: UInt8.self).baseAddress, source.count, UInt32(width), target.baseAddress, target.count)
      }
    }
  }

  static func pack(_ values: Span<UInt8>, width: Int) -> [UInt8] {
    precondition((0...8).contains(width))
    return [UInt8](filling: byteCount(values.count, width: width)) { span in
      unsafe span.withUnsafeMutableBufferPointer { target in
        unsafe values.withUnsafeBufferPointer { source in
          unsafe louver_pack_u8(source.baseAddress, source.count, UInt32(width), target.baseAddress)
        }
      }
    }
  }

  static func pack(_ values: Span<UInt32>, width: Int) -> [UInt8] {
    precondition((0...32).contains(width))
    return [UInt8](filling: byteCount(values.count, width: width)) { span in
      unsafe span.withUnsafeMutableBufferPointer { target in
        unsafe values.withUnsafeBufferPointer { source in
          unsafe louver_pack_u32(source.baseAddress, source.count, UInt32(width), target.baseAddress)
        }
      }
    }
  }

  static func pack(_ values: Span<UInt64>, width: Int) -> [UInt8] {
    precondition((0...64).contains(width))
    return [UInt8](filling: byteCount(values.count, width: width)) { span in
      unsafe span.withUnsafeMutableBufferPointer { target in
        unsafe values.withUnsafeBufferPointer { source in
          unsafe louver_pack_u64(source.baseAddress, source.count, UInt32(width), target.baseAddress)
        }
      }
    }
  }
}
