import CKernels
import Columnar

/// The bits of a number, for which there is a kernel that looks them up.
protocol TableBits: FixedWidthInteger, UnsignedInteger, BitwiseCopyable {
  /// Writes the ids of `source` from `first` on up to the first that is not among `keys`. Returns how many were
  /// found; `free` is the slot of the first that was not.
  static func find<Key: TableKey>(
    _ slots: [UInt32], _ keys: [Key], _ seed: louver_hash_seed, _ source: [Key], from first: Int,
    to ids: inout MutableSpan<UInt32>, free: inout Int
  ) -> Int where Key.Bits == Self
}

extension UInt32: TableBits {
  static func find<Key: TableKey>(
    _ slots: [UInt32], _ keys: [Key], _ seed: louver_hash_seed, _ source: [Key], from first: Int,
    to ids: inout MutableSpan<UInt32>, free: inout Int
  ) -> Int where Key.Bits == UInt32 {
    unsafe withPointers(keys, source, &ids, from: first) { keys, source, ids, count in
      unsafe louver_find_u32(slots, slots.count - 1, keys, seed, source, count, ids, &free)
    }
  }
}

extension UInt64: TableBits {
  static func find<Key: TableKey>(
    _ slots: [UInt32], _ keys: [Key], _ seed: louver_hash_seed, _ source: [Key], from first: Int,
    to ids: inout MutableSpan<UInt32>, free: inout Int
  ) -> Int where Key.Bits == UInt64 {
    unsafe withPointers(keys, source, &ids, from: first) { keys, source, ids, count in
      unsafe louver_find_u64(slots, slots.count - 1, keys, seed, source, count, ids, &free)
    }
  }
}

/// Keys, and values and ids from `first` on, as a kernel takes them. Numbers have the layout of their bits.
private func withPointers<Key: TableKey>(
  _ keys: [Key], _ source: [Key], _ ids: inout MutableSpan<UInt32>, from first: Int,
  _ body: (UnsafePointer<Key.Bits>?, UnsafePointer<Key.Bits>?, UnsafeMutablePointer<UInt32>?, Int) -> Int
) -> Int {
  let count = source.count - first
  if count == 0 { return 0 }
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
