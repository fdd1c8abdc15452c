import CKernels
import Columnar

/// Distinct byte strings in order of first use, by open addressing.
struct ByteTable {
  private(set) var strings = ByteStrings()
  /// A hash in the upper half, a position plus one in the lower; 0 where the slot is free.
  private var slots = [UInt64](repeating: 0, count: 64)
  private let seed = louver_hash_seed.random()

  /// The position of each string, in order, up to a new one that would make them more than `limit` bytes, each
  /// counted with `overhead` more.
  mutating func intern(_ source: StringRun, limit: Int, overhead: Int) -> [UInt32] {
    let count = source.count
    let hashes = source.hashes(seed)
    var done = 0
    var ids = [UInt32](filling: count) { ids in
      while true {
        var free = 0
        done = source.find(in: slots, strings, hashes, from: done, to: &ids, free: &free)
        guard done < count else { break }
        let range = source.range(done)
        let size = strings.bytes.count + range.count + (strings.count + 1) * overhead
        guard size <= limit else { break }
        ids[done] = UInt32(strings.count)
        add(source.bytes[range], hashes[done], at: free)
        done += 1
      }
      for rest in done..<count { ids[rest] = 0 }
    }
    ids.removeLast(count - done)
    return ids
  }

  private mutating func add(_ string: ArraySlice<UInt8>, _ hash: UInt32, at slot: Int) {
    strings.append(string)
    slots[slot] = UInt64(hash) << 32 | UInt64(strings.count)
    if strings.count * 2 > slots.count { rebuild(slots.count * 4, keeping: strings.count) }
  }

  mutating func truncate(to count: Int) {
    var (offsets, bytes) = strings.take()
    strings = ByteStrings()
    offsets.removeLast(offsets.count - count - 1)
    bytes.removeLast(bytes.count - Int(offsets[count]))
    strings = ByteStrings(offsets: offsets, bytes: bytes)
    rebuild(slots.count, keeping: count)
  }

  private mutating func rebuild(_ size: Int, keeping count: Int) {
    let old = slots
    slots = [UInt64](repeating: 0, count: size)
    for entry in old where entry != 0 && entry & 0xffff_ffff <= count {
      var slot = Int(entry >> 32) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = entry
    }
  }
}
