import Columnar

/// Numbers byte strings in the order in which they are first seen.
struct InternTable: Sendable {
  private var bytes: [UInt8] = []
  private var offsets = [0]
  private var hashes: [Int] = []
  /// Numbers, or -1 where there is none; a power of two of them, at least twice as many as strings.
  private var slots = [Int32](repeating: -1, count: 64)

  var count: Int { hashes.count }

  /// The number of a string, which is added if it is new.
  mutating func intern(_ source: Span<UInt8>, _ range: Range<Int>) -> Int {
    let hash = Self.hash(source, range)
    let slot = slot(source, range, hash)
    if slots[slot] >= 0 { return Int(slots[slot]) }
    slots[slot] = Int32(hashes.count)
    for position in range { bytes.append(source[position]) }
    offsets.append(bytes.count)
    hashes.append(hash)
    if 2 * hashes.count > slots.count { grow() }
    return hashes.count - 1
  }

  /// The number of a string that was seen, nil for any other.
  func find(_ source: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let number = slots[slot(source, range, Self.hash(source, range))]
    return number < 0 ? nil : Int(number)
  }

  /// Seeded by the process, so that nobody can choose strings that collide.
  private static func hash(_ source: Span<UInt8>, _ range: Range<Int>) -> Int {
    var hasher = Hasher()
    unsafe source.extracting(range).withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  /// Where a string is, or would be put.
  private func slot(_ source: Span<UInt8>, _ range: Range<Int>, _ hash: Int) -> Int {
    let mask = slots.count - 1
    var slot = hash & mask
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, isEqual(number, source, range) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func isEqual(_ number: Int, _ source: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = offsets[number]
    guard offsets[number + 1] - start == range.count else { return false }
    let own = bytes.span
    for offset in 0..<range.count where own[start + offset] != source[range.lowerBound + offset] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = hash & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number)
    }
  }
}
