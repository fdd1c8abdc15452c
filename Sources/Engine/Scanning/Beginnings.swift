import Columnar

/// How the strings that are searched for begin, and how long those are that begin so: nearly every offset of the bytes
/// that are searched is passed over by one look at a filter.
struct Beginnings: Sendable {
  /// The first 8 bytes, of shorter strings the first 4, by a hash of them.
  private var keys: [UInt64] = []
  /// Bit `n - 1`: there is a string of `n` bytes. Zero where a slot is free.
  private var lengths: [UInt64] = []
  private var count = 0
  private var hasShort = false
  /// One bit or more for each beginning, by the highest bits of the same hash.
  private var filter: [UInt64] = []
  private var filterShift: UInt64 = 64

  init() {
    keys = [UInt64](repeating: 0, count: 1 << 10)
    lengths = keys
  }

  var isEmpty: Bool { count == 0 }

  mutating func add(_ bytes: RawSpan, _ range: Range<Int>) {
    let isShort = range.count < 8
    hasShort = hasShort || isShort
    if 2 * (count + 1) > keys.count { grow() }
    add(
      isShort
        ? Beginnings.key(bytes.integer(at: range.lowerBound, as: UInt32.self))
        : Beginnings.key(bytes.integer(at: range.lowerBound, as: UInt64.self)),
      1 << UInt64(range.count - 1))
  }

  private mutating func add(_ key: UInt64, _ bits: UInt64) {
    let slot = place(of: key)
    if lengths[slot] == 0 { count += 1 }
    keys[slot] = key
    lengths[slot] |= bits
  }

  private mutating func grow() {
    let old = (keys, lengths)
    keys = [UInt64](repeating: 0, count: 2 * old.0.count)
    lengths = keys
    count = 0
    for (key, bits) in zip(old.0, old.1) where bits != 0 { add(key, bits) }
  }

  mutating func makeFilter() {
    // 16 bits for each, so that one offset in 16 at most is looked at for nothing.
    let bits = min(30, max(16, Int.bitWidth - (16 * max(count, 1) - 1).leadingZeroBitCount))
    filterShift = UInt64(64 - bits)
    filter = [UInt64](repeating: 0, count: 1 << (bits - 6))
    for slot in keys.indices where lengths[slot] != 0 {
      let bit = keys[slot] >> filterShift
      filter[Int(bit >> 6)] |= 1 << (bit & 63)
    }
  }

  /// The lengths of the strings that may stand at an offset, of which there are 4 bytes or more.
  @inline(__always)
  func lengths(at offset: Int, in bytes: RawSpan, until end: Int) -> UInt64 {
    var found: UInt64 = 0
    if offset &+ 8 <= end {
      let key = Beginnings.key(bytes.integer(at: offset, as: UInt64.self))
      if isInFilter(key) { found = lengths(of: key) & ~0x7f }
    }
    if hasShort {
      let key = Beginnings.key(bytes.integer(at: offset, as: UInt32.self))
      if isInFilter(key) { found |= lengths(of: key) & 0x7f }
    }
    return found
  }

  @inline(__always) private func isInFilter(_ key: UInt64) -> Bool {
    let bit = key >> filterShift
    return filter[Int(truncatingIfNeeded: bit >> 6)] >> (bit & 63) & 1 == 1
  }

  private func lengths(of key: UInt64) -> UInt64 { lengths[place(of: key)] }

  private func place(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while lengths[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  @inline(__always) private static func key(_ first: UInt64) -> UInt64 {
    let mixed = (first ^ first >> 29) &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ mixed >> 31
  }

  @inline(__always) private static func key(_ first: UInt32) -> UInt64 { key(UInt64(first) &* 0x1_0000_0001 &+ 1) }
}
