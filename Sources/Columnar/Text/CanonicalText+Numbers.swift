import CKernels

func signedText(of numbers: [some FixedWidthInteger & SignedInteger]) -> ByteStrings {
  let span = numbers.span
  return ByteStrings(count: numbers.count, longest: 20) { index, bytes, start in
    var at = start
    let number = Int64(truncatingIfNeeded: span[index])
    if number < 0 {
      bytes[at] = UInt8(ascii: "-")
      at &+= 1
    }
    return DigitWriter.write(number.magnitude, &bytes, at)
  }
}

func unsignedText<Stored: FixedWidthInteger>(of numbers: [Stored], _ meaning: (Stored) -> UInt64) -> ByteStrings {
  let span = numbers.span
  return ByteStrings(count: numbers.count, longest: 20) { index, bytes, start in
    DigitWriter.write(meaning(span[index]), &bytes, start)
  }
}

func floatText(of numbers: [Double]) -> ByteStrings {
  unsafe floatText(count: numbers.count) { bytes, offsets in
    unsafe numbers.withUnsafeBufferPointer { unsafe louver_double_texts($0.baseAddress, $0.count, 17, bytes, offsets) }
  }
}

func floatText(of numbers: [Float], digits: Int32) -> ByteStrings {
  unsafe floatText(count: numbers.count) { bytes, offsets in
    unsafe numbers.withUnsafeBufferPointer {
      unsafe louver_float_texts($0.baseAddress, $0.count, digits, bytes, offsets)
    }
  }
}

private func floatText(
  count: Int, _ write: (UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt32>?) -> Int
) -> ByteStrings {
  var offsets: [UInt32] = []
  let bytes = [UInt8](fillingUpTo: count * Int(LOUVER_FLOAT_TEXT_LONGEST) + 8) { bytes in
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
