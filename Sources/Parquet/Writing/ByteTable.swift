import Columnar

/// Distinct byte strings in order of first use, by open addressing.
struct ByteTable {
  private(set) var strings = ByteStrings()
  /// The upper half of a hash, then a position plus one; 0 where the slot is free.
  private var slots = [UInt64](repeating: 0, count: 64)
  private let seed = HashSeed()

  /// The position of each string, in order, up to a new one that would make them more than `limit` bytes, each
  /// counted with `overhead` more.
  mutating func intern(
    _ source: RawSpan, count: Int, limit: Int, overhead: Int, range: (Int) -> Range<Int>
  ) -> [UInt32] {
    var done = 0
    var ids = [UInt32](filling: count) { ids in
      while done < count {
        guard let id = id(of: source, range(done), limit: limit, overhead: overhead) else { break }
        ids[done] = id
        done += 1
      }
      for rest in done..<count { ids[rest] = 0 }
    }
    ids.removeLast(count - done)
    return ids
  }

  @inline(__always)
  private mutating func id(of source: RawSpan, _ range: Range<Int>, limit: Int, overhead: Int) -> UInt32? {
    let hash = seed.hash(source, range)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return add(source, range, hash, at: slot, limit: limit, overhead: overhead) }
      if (entry ^ hash) >> 32 == 0 {
        let id = Int(entry & 0xffff_ffff) - 1
        if source.equals(range, strings.bytes.rawBytes, strings.range(id)) { return UInt32(id) }
      }
      slot = (slot + 1) & mask
    }
  }

  private mutating func add(
    _ source: RawSpan, _ range: Range<Int>, _ hash: UInt64, at slot: Int, limit: Int, overhead: Int
  ) -> UInt32? {
    guard strings.bytes.count + range.count + (strings.count + 1) * overhead <= limit else { return nil }
    strings.append(source.extracting(range).array)
    slots[slot] = (hash & ~0xffff_ffff) | UInt64(strings.count)
    if strings.count * 2 > slots.count { rebuild(slots.count * 4) }
    return UInt32(strings.count - 1)
  }

  mutating func truncate(to count: Int) {
    var (offsets, bytes) = strings.take()
    strings = ByteStrings()
    offsets.removeLast(offsets.count - count - 1)
    bytes.removeLast(bytes.count - Int(offsets[count]))
    strings = ByteStrings(offsets: offsets, bytes: bytes)
    rebuild(slots.count)
  }

  private mutating func rebuild(_ size: Int) {
    slots = [UInt64](repeating: 0, count: size)
    for index in 0..<strings.count {
      let hash = seed.hash(strings.bytes.rawBytes, strings.range(index))
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = (hash & ~0xffff_ffff) | UInt64(index + 1)
    }
  }
}

extension RawSpan {
  /// Whether two ranges hold the same bytes, eight at a time.
  @inline(__always)
  fileprivate func equals(_ range: Range<Int>, _ other: RawSpan, _ otherRange: Range<Int>) -> Bool {
    let count = range.count
    guard otherRange.count == count else { return false }
    let (a, b) = (range.lowerBound, otherRange.lowerBound)
    var done = 0
    while done + 8 <= count {
      if integer(at: a + done, as: UInt64.self) != other.integer(at: b + done, as: UInt64.self) { return false }
      done += 8
    }
    while done < count {
      if self[a + done] != other[b + done] { return false }
      done += 1
    }
    return true
  }
}
