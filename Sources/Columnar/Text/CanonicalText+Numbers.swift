import CKernels

func signedText(of numbers: [Int64]) -> ByteStrings {
  unsafe numberText(count: numbers.count, longest: LOUVER_INTEGER_TEXT_LONGEST) { bytes, offsets in
    unsafe numbers.withUnsafeBufferPointer { unsafe louver_signed_texts($0.baseAddress, $0.count, bytes, offsets) }
  }
}

func unsignedText(of numbers: [UInt64]) -> ByteStrings {
  unsafe numberText(count: numbers.count, longest: LOUVER_INTEGER_TEXT_LONGEST) { bytes, offsets in
    unsafe numbers.withUnsafeBufferPointer { unsafe louver_unsigned_texts($0.baseAddress, $0.count, bytes, offsets) }
  }
}

func floatText(of numbers: [Double]) -> ByteStrings {
  unsafe numberText(count: numbers.count, longest: LOUVER_FLOAT_TEXT_LONGEST) { bytes, offsets in
    unsafe numbers.withUnsafeBufferPointer { unsafe louver_double_texts($0.baseAddress, $0.count, 17, bytes, offsets) }
  }
}

func floatText(of numbers: [Float], digits: Int32) -> ByteStrings {
  unsafe numberText(count: numbers.count, longest: LOUVER_FLOAT_TEXT_LONGEST) { bytes, offsets in
    unsafe numbers.withUnsafeBufferPointer {
      unsafe louver_float_texts($0.baseAddress, $0.count, digits, bytes, offsets)
    }
  }
}

/// What a kernel writes: each number at most `longest` bytes, and up to eight behind the last.
private func numberText(
  count: Int, longest: Int32, _ write: (UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt32>?) -> Int
) -> ByteStrings {
  var offsets: [UInt32] = []
  let bytes = [UInt8](fillingUpTo: count * Int(longest) + 8) { bytes in
    var used = 0
    offsets = [UInt32](filling: count + 1) { offsets in
      used = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
        unsafe offsets.withUnsafeMutableBufferPointer { unsafe write(bytes.baseAddress, $0.baseAddress) }
      }
    }
    return used
  }
  return ByteStrings(offsets: offsets, bytes: bytes)
}

extension FixedBytes {
  /// Two-byte IEEE 754 numbers (Parquet's FLOAT16), which a `Float` holds exactly.
  var halves: [Float] {
    (0..<count).map { index in
      Float(Float16(bitPattern: UInt16(bytes[2 * index]) | UInt16(bytes[2 * index + 1]) << 8))
    }
  }
}
