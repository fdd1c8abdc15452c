import CKernels
import Columnar

/// The bits of a number, for which there is a kernel that gives them ids.
protocol TableBits: FixedWidthInteger, UnsignedInteger, BitwiseCopyable {
  /// Writes the ids of `source` from `first` on, up to the first new one beyond the `fresh.count` that there is room
  /// for; puts the positions of new ones behind `first` into `fresh`, and both into `slots`.
  static func intern<Key: TableKey>(
    _ source: [Key], from first: Int, into slots: inout [UInt32], _ keys: [Key], _ seed: louver_hash_seed,
    ids: inout MutableSpan<UInt32>, fresh: inout [UInt32]
  ) -> louver_interned where Key.Bits == Self
}

extension UInt32: TableBits {
  static func intern<Key: TableKey>(
    _ source: [Key], from first: Int, into slots: inout [UInt32], _ keys: [Key], _ seed: louver_hash_seed,
    ids: inout MutableSpan<UInt32>, fresh: inout [UInt32]
  ) -> louver_interned where Key.Bits == UInt32 {
    unsafe withPointers(keys, source, &ids, from: first) { keyBits, source, ids, count in
      let mask = slots.count - 1
      return unsafe slots.withUnsafeMutableBufferPointer { slots in
        let table = unsafe louver_table_u32(slots: slots.baseAddress, mask: mask, keys: keyBits, known: keys.count)
        return unsafe louver_intern_u32(table, seed, source, count, fresh.count, ids, &fresh)
      }
    }
  }
}

extension UInt64: TableBits {
  static func intern<Key: TableKey>(
    _ source: [Key], from first: Int, into slots: inout [UInt32], _ keys: [Key], _ seed: louver_hash_seed,
    ids: inout MutableSpan<UInt32>, fresh: inout [UInt32]
  ) -> louver_interned where Key.Bits == UInt64 {
    unsafe withPointers(keys, source, &ids, from: first) { keyBits, source, ids, count in
      let mask = slots.count - 1
      return unsafe slots.withUnsafeMutableBufferPointer { slots in
        let table = unsafe louver_table_u64(slots: slots.baseAddress, mask: mask, keys: keyBits, known: keys.count)
        return unsafe louver_intern_u64(table, seed, source, count, fresh.count, ids, &fresh)
      }
    }
  }
}

/// Keys, and values and ids from `first` on, as a kernel takes them. Numbers have the layout of their bits.
private func withPointers<Key: TableKey>(
  _ keys: [Key], _ source: [Key], _ ids: inout MutableSpan<UInt32>, from first: Int,
  _ body: (UnsafePointer<Key.Bits>?, UnsafePointer<Key.Bits>?, UnsafeMutablePointer<UInt32>?, Int) -> louver_interned
) -> louver_interned {
  let count = source.count - first
  return unsafe keys.withUnsafeBytes { keys in
    unsafe source.withUnsafeBytes { source in
      unsafe ids.withUnsafeMutableBufferPointer { ids in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: source[(first * MemoryLayout<Key>.size)...])
        return unsafe body(
          keys.bindMemory(to: Key.Bits.self).baseAddress, rest.bindMemory(to: Key.Bits.self).baseAddress,
          ids.baseAddress.map { unsafe $0 + first }, count)
      }
    }
  }
}
