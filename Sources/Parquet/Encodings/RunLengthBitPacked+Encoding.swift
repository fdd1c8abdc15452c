import CKernels
import Columnar

extension RunLengthBitPacked {
  /// The runs of indices below 2^`width`.
  static func encode(_ values: Span<UInt32>, width: Int) -> [UInt8] {
    precondition((0...32).contains(width))
    if width == 0 || values.isEmpty { return run(of: 0, count: values.count, width: width) }
    return unsafe encoded(count: values.count, width: width) { target in
      unsafe values.withUnsafeBufferPointer { source in
        unsafe louver_encode_runs_u32(source.baseAddress, source.count, UInt32(width), target)
      }
    }
  }

  /// The runs of levels below 2^`width`.
  static func encode(_ levels: Span<UInt8>, width: Int) -> [UInt8] {
    precondition((0...8).contains(width))
    if width == 0 || levels.isEmpty { return run(of: 0, count: levels.count, width: width) }
    return unsafe encoded(count: levels.count, width: width) { target in
      unsafe levels.withUnsafeBufferPointer { source in
        unsafe louver_encode_runs_u8(source.baseAddress, source.count, UInt32(width), target)
      }
    }
  }

  private static func encoded(
    count: Int, width: Int, _ encode: (UnsafeMutablePointer<UInt8>) -> Int
  ) -> [UInt8] {
    let bound = louver_runs_bound(count, UInt32(width))
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, initialized in
      guard let target = buffer.baseAddress else { return }
      initialized = unsafe encode(target)
    }
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
  /// Appends one bit-packed run of the first `count` bits of words.
  fileprivate mutating func append(packed words: ArraySlice<UInt64>, count: Int) {
    if count == 0 { return }
    let groups = (count + 7) / 8
    append(varint: UInt64(groups) << 1 | 1)
    append(contentsOf: words.rawBytes.elements(groups, as: UInt8.self))
  }
}
