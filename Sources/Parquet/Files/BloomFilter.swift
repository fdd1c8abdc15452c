public import Columnar

/// A chunk's bloom filter: blocks of 256 bits, of which each value sets eight (Parquet format, "Bloom Filter").
public struct BloomFilter: Sendable {
  private static let salts: [UInt32] = [
    0x47b6_137b, 0x4497_4d91, 0x8824_ad5b, 0xa2b7_289d, 0x7054_95c7, 0x2df1_424b, 0x9efc_4947, 0x5c6b_fb31,
  ]

  /// Eight a block.
  private var words: [UInt32]

  /// Nil where the chunk has none that makes sense.
  ///
  /// - Throws: what the source throws.
  public init?(of file: ParquetFile, rowGroup: Int, leaf: Leaf) throws {
    guard let range = try file.bloomFilterRange(rowGroup: rowGroup, leaf: leaf) else { return nil }
    let bytes = try file.source.read(range)
    // The header's length is whatever is not whole blocks: it has under 32 bytes.
    let bits = Array(bytes.suffix(bytes.count / 32 * 32))
    words = []
    for start in stride(from: 0, to: bits.count, by: 4) {
      words.append(bits.rawBytes.integer(at: start, as: UInt32.self))
    }
    guard !words.isEmpty else { return nil }
  }

  /// A filter of the same size, without values.
  public var emptied: BloomFilter {
    var result = self
    result.words = [UInt32](repeating: 0, count: words.count)
    return result
  }

  /// Sets the bits of some values.
  public mutating func add(_ values: Values) {
    switch values {
    // Nothing is found by a bit.
    case .boolean: return
    case .int32(let numbers): addEach(numbers.rawBytes, width: 4)
    case .int64(let numbers): addEach(numbers.rawBytes, width: 8)
    case .float(let numbers):
      let bits = numbers.map(\.bitPattern)
      addEach(bits.rawBytes, width: 4)
    case .double(let numbers):
      let bits = numbers.map(\.bitPattern)
      addEach(bits.rawBytes, width: 8)
    case .fixed(let fixed): if fixed.width > 0 { addEach(fixed.bytes.rawBytes, width: fixed.width) }
    case .bytes(let strings): for index in 0..<strings.count { add(strings.bytes.rawBytes, strings.range(index)) }
    }
  }

  /// Whether every bit that is set here is set there, too. Both are of one size.
  public func isSubset(of other: BloomFilter) -> Bool {
    precondition(words.count == other.words.count)
    return zip(words, other.words).allSatisfy { $0 & ~$1 == 0 }
  }

  private mutating func addEach(_ bytes: RawSpan, width: Int) {
    for start in stride(from: 0, to: bytes.byteCount, by: width) { add(bytes, start..<start + width) }
  }

  private mutating func add(_ bytes: RawSpan, _ range: Range<Int>) {
    let hash = XXH64.hash(bytes, range)
    let block = Int((hash >> 32) * UInt64(words.count / 8) >> 32)
    let key = UInt32(truncatingIfNeeded: hash)
    for (word, salt) in BloomFilter.salts.enumerated() { words[block * 8 + word] |= 1 << ((key &* salt) >> 27) }
  }
}

/// xxHash with 64 bits and seed 0, which bloom filters are made with.
enum XXH64 {
  private static let primes: [UInt64] = [
    0x9e37_79b1_85eb_ca87, 0xc2b2_ae3d_27d4_eb4f, 0x1656_67b1_9e37_79f9, 0x85eb_ca77_c2b2_ae63, 0x27d4_eb2f_1656_67c5,
  ]

  static func hash(_ bytes: RawSpan, _ range: Range<Int>) -> UInt64 {
    var at = range.lowerBound
    var state = primes[4]
    if range.count >= 32 {
      var lanes = [primes[0] &+ primes[1], primes[1], 0, 0 &- primes[0]]
      while at + 32 <= range.upperBound {
        for lane in 0..<4 { lanes[lane] = round(lanes[lane], bytes.integer(at: at + 8 * lane, as: UInt64.self)) }
        at += 32
      }
      state = rotated(lanes[0], 1) &+ rotated(lanes[1], 7) &+ rotated(lanes[2], 12) &+ rotated(lanes[3], 18)
      for lane in lanes { state = (state ^ round(0, lane)) &* primes[0] &+ primes[3] }
    }
    state = state &+ UInt64(range.count)
    while at + 8 <= range.upperBound {
      state ^= round(0, bytes.integer(at: at, as: UInt64.self))
      state = rotated(state, 27) &* primes[0] &+ primes[3]
      at += 8
    }
    if at + 4 <= range.upperBound {
      state ^= UInt64(bytes.integer(at: at, as: UInt32.self)) &* primes[0]
      state = rotated(state, 23) &* primes[1] &+ primes[2]
      at += 4
    }
    while at < range.upperBound {
      state ^= UInt64(bytes[at]) &* primes[4]
      state = rotated(state, 11) &* primes[0]
      at += 1
    }
    state = (state ^ state >> 33) &* primes[1]
    state = (state ^ state >> 29) &* primes[2]
    return state ^ state >> 32
  }

  private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
    rotated(lane &+ input &* primes[1], 31) &* primes[0]
  }

  private static func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
}
