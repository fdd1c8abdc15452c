import Columnar

/// An unsigned integer that bit-packed groups can hold.
protocol BitPackable: FixedWidthInteger, UnsignedInteger, BitwiseCopyable {
  static func pack(_ values: Span<Self>, width: Int) -> [UInt8]
}

extension UInt8: BitPackable {
  static func pack(_ values: Span<UInt8>, width: Int) -> [UInt8] { BitPacking.pack(values, width: width) }
}

extension UInt32: BitPackable {
  static func pack(_ values: Span<UInt32>, width: Int) -> [UInt8] { BitPacking.pack(values, width: width) }
}

extension RunLengthBitPacked {
  /// The runs of values below 2^`width`. Groups of eight equal values become a run where that is shorter.
  static func encode<Value: BitPackable>(_ values: Span<Value>, width: Int) -> [UInt8] {
    var result: [UInt8] = []
    if width == 0 { return run(of: 0, count: values.count, width: 0) }
    let shortest = max(8, (32 + width - 1) / width)
    var literals = 0
    var position = 0
    while position + 8 <= values.count {
      guard isUniform(values, from: position) else {
        position += 8
        continue
      }
      let end = endOfRun(values, from: position)
      if end - position >= shortest {
        result.append(packed: values.extracting(literals..<position), width: width)
        result += run(of: UInt32(values[position]), count: end - position, width: width)
        literals = end
        position = end
      } else {
        position += (end - position) & ~7
      }
    }
    result.append(packed: values.extracting(literals..<values.count), width: width)
    return result
  }

  private static func isUniform<Value: BitPackable>(_ values: Span<Value>, from start: Int) -> Bool {
    let group = values.extracting(start..<start + 8)
    let first = group[0]
    var difference: Value = 0
    for index in 1..<8 { difference |= group[index] ^ first }
    return difference == 0
  }

  private static func endOfRun<Value: BitPackable>(_ values: Span<Value>, from start: Int) -> Int {
    let value = values[start]
    var end = start + 8
    while end + 8 <= values.count, values[end] == value, isUniform(values, from: end) { end += 8 }
    while end < values.count, values[end] == value { end += 1 }
    return end
  }

  /// One value, any number of times, in a few bytes.
  static func run(of value: UInt32, count: Int, width: Int) -> [UInt8] {
    var result: [UInt8] = []
    // A run's header has 32 bits.
    var rest = count
    while rest > 0 {
      let part = min(rest, Int(Int32.max))
      result.append(varint: UInt64(part) << 1)
      result.append(littleEndian: UInt64(value), count: (width + 7) / 8)
      rest -= part
    }
    return result
  }

  /// The runs of values of one bit.
  static func encode(_ bits: Bitmap) -> [UInt8] {
    let words = bits.words
    var result: [UInt8] = []
    let whole = bits.count / 64
    var literals = 0
    var position = 0
    while position < whole {
      let word = words[position]
      guard word == 0 || word == ~0 else {
        position += 1
        continue
      }
      var end = position + 1
      while end < whole, words[end] == word { end += 1 }
      // What is left of the last word joins a run that reaches it.
      var count = (end - position) * 64
      if end == whole, end < words.count, words[end] == word & ~0 >> UInt64(64 - bits.count % 64) {
        count += bits.count % 64
        end += 1
      }
      result.append(packed: words[literals..<position], count: (position - literals) * 64)
      result += run(of: UInt32(word & 1), count: count, width: 1)
      literals = end
      position = end
    }
    if literals < words.count { result.append(packed: words[literals...], count: bits.count - literals * 64) }
    return result
  }

  /// Boolean values as the RLE encoding has them: behind a 4-byte length.
  static func encodePrefixed(_ bits: Bitmap) -> [UInt8] { prefixed(encode(bits)) }

  /// Bytes behind their length in 4 bytes.
  static func prefixed(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 4)
    result.append(littleEndian: UInt64(bytes.count), count: 4)
    result += bytes
    return result
  }
}

extension [UInt8] {
  /// Appends one bit-packed run of all values; a last group is filled with zeros.
  fileprivate mutating func append<Value: BitPackable>(packed values: Span<Value>, width: Int) {
    if values.isEmpty { return }
    let groups = (values.count + 7) / 8
    append(varint: UInt64(groups) << 1 | 1)
    let end = count + groups * width
    append(contentsOf: Value.pack(values, width: width))
    append(contentsOf: repeatElement(0, count: end - count))
  }

  /// Appends one bit-packed run of the first `count` bits of words.
  fileprivate mutating func append(packed words: ArraySlice<UInt64>, count: Int) {
    if count == 0 { return }
    let groups = (count + 7) / 8
    append(varint: UInt64(groups) << 1 | 1)
    append(contentsOf: words.rawBytes.elements(groups, as: UInt8.self))
  }
}
