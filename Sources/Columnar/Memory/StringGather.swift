/// Copies strings, or values of one length, by index, end to end.
///
/// Short strings are copied 32 bytes at a time whatever their length: what is written too much is overwritten by the
/// next string or lies in the slack behind the result. That is several times faster than copying exact lengths.
enum StringGather {
  private static let stride = 32

  static func gather(_ strings: ByteStrings, _ indices: [UInt32]) -> ByteStrings {
    let offsets = self.offsets(strings, indices)
    let total = Int(offsets[offsets.count - 1])
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: total + stride) { target, initialized in
      unsafe strings.bytes.withUnsafeBufferPointer { source in
        unsafe strings.offsets.withUnsafeBufferPointer { ends in
          unsafe copy(source, ends, indices, to: target.baseAddress!)
        }
      }
      initialized = total
    }
    return ByteStrings(offsets: offsets, bytes: bytes)
  }

  static func gather(_ values: FixedBytes, _ indices: [UInt32]) -> FixedBytes {
    precondition(indices.allSatisfy { $0 < values.count })
    let (width, total) = (values.width, indices.count * values.width)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: total + stride) { target, initialized in
      unsafe values.bytes.withUnsafeBufferPointer { source in
        var out = UnsafeMutableRawPointer(target.baseAddress!)
        for index in indices { unsafe copy(source, Int(index) * width, length: width, to: &out) }
      }
      initialized = total
    }
    return FixedBytes(width: width, count: indices.count, bytes: bytes)
  }

  private static func offsets(_ strings: ByteStrings, _ indices: [UInt32]) -> [UInt32] {
    [UInt32](filling: indices.count + 1) { span in
      var end: UInt32 = 0
      span[0] = 0
      for position in indices.indices {
        let index = Int(indices[position])
        end += strings.offsets[index + 1] &- strings.offsets[index]
        span[position + 1] = end
      }
    }
  }

  /// Every index was checked where the offsets were made.
  private static func copy(
    _ source: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<UInt32>, _ indices: [UInt32],
    to target: UnsafeMutablePointer<UInt8>
  ) {
    var out = UnsafeMutableRawPointer(target)
    for index in indices {
      let start = unsafe Int(ends[Int(index)])
      unsafe copy(source, start, length: Int(ends[Int(index) + 1]) - start, to: &out)
    }
  }

  private static func copy(
    _ source: UnsafeBufferPointer<UInt8>, _ start: Int, length: Int, to out: inout UnsafeMutableRawPointer
  ) {
    guard length > 0, let base = source.baseAddress else { return }
    let from = unsafe UnsafeRawPointer(base + start)
    if length <= stride && start + stride <= source.count {
      let block = unsafe from.loadUnaligned(as: SIMD32<UInt8>.self)
      unsafe out.storeBytes(of: block, as: SIMD32<UInt8>.self)
    } else {
      unsafe out.copyMemory(from: from, byteCount: length)
    }
    unsafe out += length
  }
}
