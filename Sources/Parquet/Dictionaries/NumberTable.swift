import CKernels
import Columnar

/// A number that a table tells apart by its bits: zeros of both signs and NaNs of different payloads stay themselves.
protocol TableKey: BitwiseCopyable {
  /// As wide as the number itself.
  associatedtype Bits: TableBits
  var bits: Bits { get }
}

extension Int32: TableKey {
  var bits: UInt32 { UInt32(bitPattern: self) }
}

extension Int64: TableKey {
  var bits: UInt64 { UInt64(bitPattern: self) }
}

extension Float: TableKey {
  var bits: UInt32 { bitPattern }
}

extension Double: TableKey {
  var bits: UInt64 { bitPattern }
}

/// Distinct numbers in order of first use, by open addressing.
struct NumberTable<Key: TableKey> {
  private(set) var keys: [Key] = []
  /// A position in `keys` plus one, 0 where the slot is free. A power of two of them, at least half of them free.
  private var slots = [UInt32](repeating: 0, count: 64)
  private let seed = louver_hash_seed.random()

  /// The position of each key, in order, up to a new one that would make more than `limit` of them.
  mutating func intern(_ source: [Key], limit: Int) -> [UInt32] {
    var done = 0
    var ids = [UInt32](filling: source.count) { ids in
      while true {
        var free = 0
        done += Key.Bits.find(slots, keys, seed, source, from: done, to: &ids, free: &free)
        guard done < source.count, keys.count < limit else { break }
        ids[done] = UInt32(keys.count)
        add(source[done], at: free)
        done += 1
      }
      for rest in done..<source.count { ids[rest] = 0 }
    }
    ids.removeLast(source.count - done)
    return ids
  }

  private mutating func add(_ key: Key, at slot: Int) {
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 2 > slots.count { rebuild(slots.count * 4) }
  }

  mutating func truncate(to count: Int) {
    keys.removeLast(keys.count - count)
    rebuild(slots.count)
  }

  private mutating func rebuild(_ size: Int) {
    slots = [UInt32](repeating: 0, count: size)
    for (index, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: louver_hash_u64(seed, UInt64(key.bits))) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(index + 1)
    }
  }
}
