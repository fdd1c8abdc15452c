import CKernels
import Columnar

/// Byte strings in the two forms that values have: with offsets, or of one width. The entry to the kernels on them.
struct StringRun {
  private let offsets: [UInt32]?
  private let width: Int
  let bytes: [UInt8]
  let count: Int

  init(_ strings: ByteStrings) {
    offsets = strings.offsets
    width = 0
    bytes = strings.bytes
    count = strings.count
  }

  init(_ fixed: FixedBytes) {
    offsets = nil
    width = fixed.width
    bytes = fixed.bytes
    count = fixed.count
  }

  func range(_ index: Int) -> Range<Int> {
    guard let offsets else { return index * width..<(index + 1) * width }
    return Int(offsets[index])..<Int(offsets[index + 1])
  }

  /// The bytes of one.
  func array(_ index: Int) -> [UInt8] { Array(bytes[range(index)]) }

  private func withStrings<Result>(_ body: (louver_strings) -> Result) -> Result {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let offsets else {
        return unsafe body(louver_strings(offsets: nil, bytes: bytes.baseAddress, width: width))
      }
      return unsafe offsets.withUnsafeBufferPointer { offsets in
        unsafe body(louver_strings(offsets: offsets.baseAddress, bytes: bytes.baseAddress, width: 0))
      }
    }
  }

  func hashes(_ seed: louver_hash_seed) -> [UInt32] {
    [UInt32](filling: count) { hashes in
      unsafe hashes.withUnsafeMutableBufferPointer { hashes in
        unsafe withStrings { unsafe louver_hash_strings($0, count, seed, hashes.baseAddress) }
      }
    }
  }

  /// Writes the ids of strings from `first` on. Returns the position of the first that is not among `keys`, whose
  /// slot is then `free`, or the count.
  func find(
    in slots: [UInt64], _ keys: ByteStrings, _ hashes: [UInt32], from first: Int, to ids: inout MutableSpan<UInt32>,
    free: inout Int
  ) -> Int {
    unsafe StringRun(keys).withStrings { keys in
      unsafe withStrings { strings in
        unsafe ids.withUnsafeMutableBufferPointer { ids in
          unsafe louver_find_strings(
            slots, slots.count - 1, keys, strings, hashes, first, count, ids.baseAddress, &free)
        }
      }
    }
  }

  /// The positions of the least and the greatest of the strings at some positions (of all, where nil), at least one.
  func bounds(at positions: [UInt32]?) -> (least: Int, greatest: Int) {
    var (least, greatest) = (0, 0)
    unsafe withStrings { strings in
      unsafe louver_bounds_of_strings(
        strings, bytes.count, positions, positions?.count ?? count, &least, &greatest)
    }
    return (least, greatest)
  }
}
