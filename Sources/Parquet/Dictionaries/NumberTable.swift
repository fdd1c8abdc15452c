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

  /// Keys that can be added before the table has to grow.
  private var room: Int { slots.count / 2 - keys.count }

  /// The position of each key, in order, up to a new one that would make more than `limit` of them.
  mutating func intern(_ source: [Key], limit: Int) -> [UInt32] {
    var done = 0
    var ids = [UInt32](filling: source.count) { ids in
      while done < source.count {
        if room == 0 { rebuild(slots.count * 4) }
        var fresh = [UInt32](repeating: 0, count: max(0, min(room, limit - keys.count, source.count - done)))
        let interned = Key.Bits.intern(source, from: done, into: &slots, keys, seed, ids: &ids, fresh: &fresh)
        for index in 0..<interned.added { keys.append(source[done + Int(fresh[index])]) }
        done += interned.done
        if keys.count >= limit { break }
      }
      for rest in done..<source.count { ids[rest] = 0 }
    }
    ids.removeLast(source.count - done)
    return ids
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
