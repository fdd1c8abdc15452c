import Columnar

/// Decimals of up to 128 bits in the forms that Parquet stores them in.
enum StoredDecimals {
  /// The unscaled numbers of a column, nil where one is longer than 128 bits.
  static func unscaled(_ values: Values) -> [Int128]? {
    switch values {
    case .int32(let numbers): return numbers.map { Int128($0) }
    case .int64(let numbers): return numbers.map { Int128($0) }
    case .fixed(let numbers): return unscaled((0..<numbers.count).lazy.map { numbers[$0] })
    case .bytes(let numbers): return unscaled((0..<numbers.count).lazy.map { numbers[$0] })
    case .boolean, .float, .double: return nil
    }
  }

  private static func unscaled(_ stored: some Collection<ArraySlice<UInt8>>) -> [Int128]? {
    var numbers: [Int128] = []
    numbers.reserveCapacity(stored.count)
    for bytes in stored {
      guard let number = Int128(bigEndian: bytes) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// Numbers as a physical type stores them, nil where one does not fit it.
  static func values(_ numbers: [Int128], _ physical: PhysicalType) -> Values? {
    switch physical {
    case .int32: return narrowed(numbers).map { .int32($0) }
    case .int64: return narrowed(numbers).map { .int64($0) }
    case .fixedLengthByteArray(let width):
      var bytes: [UInt8] = []
      bytes.reserveCapacity(width * numbers.count)
      for number in numbers {
        guard width >= 16 || number >> Int128(max(8 * width - 1, 0)) == (number < 0 ? -1 : 0) else { return nil }
        append(number, bytes: width, to: &bytes)
      }
      return .fixed(FixedBytes(width: width, count: numbers.count, bytes: bytes))
    case .byteArray:
      var strings = ByteStrings()
      for number in numbers {
        var bytes: [UInt8] = []
        let significant = 129 - (number < 0 ? ~number : number).leadingZeroBitCount
        append(number, bytes: (significant + 7) / 8, to: &bytes)
        strings.append(bytes)
      }
      return .bytes(strings)
    case .boolean, .int96, .float, .double: return nil
    }
  }

  private static func narrowed<Narrow: FixedWidthInteger>(_ numbers: [Int128]) -> [Narrow]? {
    var result: [Narrow] = []
    result.reserveCapacity(numbers.count)
    for number in numbers {
      guard let narrow = Narrow(exactly: number) else { return nil }
      result.append(narrow)
    }
    return result
  }

  /// Big-endian two's complement, sign-extended.
  private static func append(_ number: Int128, bytes count: Int, to bytes: inout [UInt8]) {
    for position in stride(from: count - 1, through: 0, by: -1) {
      bytes.append(UInt8(truncatingIfNeeded: number >> Int128(min(8 * position, 127))))
    }
  }
}
