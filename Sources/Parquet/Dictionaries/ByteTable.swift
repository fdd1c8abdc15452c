import CKernels
import Columnar

/// Distinct byte strings in order of first use, by open addressing.
struct ByteTable {
  private(set) var strings = ByteStrings()
  /// A hash in the upper half, a position plus one in the lower; 0 where the slot is free.
  private var slots = [UInt64](repeating: 0, count: 64)
  private let seed = louver_hash_seed.random()

  /// Strings that can be added before the table has to grow.
  private var room: Int { slots.count / 2 - strings.count }

  /// The position of each string, in order, up to a new one that would make them more than `limit` bytes, each
  /// counted with `overhead` more.
  mutating func intern(_ source: StringRun, limit: Int, overhead: Int) -> [UInt32] {
    let count = source.count
    let hashes = source.hashes(seed)
    var done = 0
    var ids = [UInt32](filling: count) { ids in
      while done < count {
        if room == 0 { rebuild(slots.count * 4, keeping: strings.count) }
        var fresh = [UInt32](repeating: 0, count: min(room, count - done))
        let left = limit - strings.bytes.count - strings.count * overhead
        let interned = source.intern(
          from: done, into: &slots, strings, hashes, bytes: max(0, left), overhead: overhead, ids: &ids, fresh: &fresh)
        fresh.removeLast(fresh.count - interned.added)
        if !fresh.isEmpty { strings.append(contentsOf: source.gathered(fresh)) }
        done = interned.done
        if room > 0 { break }
      }
      for rest in done..<count { ids[rest] = 0 }
    }
    ids.removeLast(count - done)
    return ids
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
