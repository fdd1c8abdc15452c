import Columnar

/// Decimals of up to 128 bits in the forms that Parquet stores them in.
enum StoredDecimals {
  /// The unscaled numbers of a column, nil where one is longer than 128 bits.
  static func unscaled(_ values: Values) -> [Int128]? {
    switch values {
    case .int32(let numbers): return numbers.map { Int128($0) }
    case .int64(let numbers): return numbers.map { Int128($0) }
    case .fixed(let numbers) where (1...16).contains(numbers.width): return unscaled(short: numbers)
    case .fixed(let numbers): return unscaled((0..<numbers.count).lazy.map { numbers[$0] })
    case .bytes(let numbers): return unscaled((0..<numbers.count).lazy.map { numbers[$0] })
    case .boolean, .float, .double: return nil
    }
  }

  /// Numbers of 16 bytes or fewer: none can be too long.
  private static func unscaled(short numbers: FixedBytes) -> [Int128] {
    numbers.width <= 8 ? bigEndian(numbers, as: Int64.self).map { Int128($0) } : bigEndian(numbers, as: Int128.self)
  }

  /// Big-endian numbers of at least one byte, and at most as many as `Number` has.
  static func bigEndian<Number: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
    _ numbers: FixedBytes, as type: Number.Type
  ) -> [Number] {
    let (bytes, width) = (numbers.bytes.span, numbers.width)
    return [Number](filling: numbers.count) { target in
      for index in 0..<target.count {
        let start = index * width
        var number = Number(Int8(bitPattern: bytes[start]))
        for position in start + 1..<start + width { number = number << 8 | Number(bytes[position]) }
        target[index] = number
      }
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
    case .fixedLengthByteArray(let width): return fixed(numbers, width: width).map { .fixed($0) }
    case .byteArray:
      var strings = ByteStrings()
      for number in numbers {
        let significant = 129 - (number < 0 ? ~number : number).leadingZeroBitCount
        strings.append([UInt8](filling: (significant + 7) / 8) { write(number, bytes: $0.count, to: &$0, at: 0) })
      }
      return .bytes(strings)
    case .boolean, .int96, .float, .double: return nil
    }
  }

  /// Numbers as `width` big-endian bytes each, nil where one does not fit them.
  static func fixed<Number: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
    _ numbers: [Number], width: Int
  ) -> FixedBytes? {
    let fits = 8 * width >= Number.bitWidth
    guard fits || numbers.allSatisfy({ $0 >> max(8 * width - 1, 0) == ($0 < 0 ? -1 : 0) }) else { return nil }
    let bytes = [UInt8](filling: width * numbers.count) { target in
      for (index, number) in numbers.enumerated() { write(number, bytes: width, to: &target, at: index * width) }
    }
    return FixedBytes(width: width, count: numbers.count, bytes: bytes)
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
  private static func write(
    _ number: some FixedWidthInteger, bytes count: Int, to target: inout MutableSpan<UInt8>, at start: Int
  ) {
    var rest = number
    for position in stride(from: start + count - 1, through: start, by: -1) {
      target[position] = UInt8(truncatingIfNeeded: rest)
      rest >>= 8
    }
  }
}
