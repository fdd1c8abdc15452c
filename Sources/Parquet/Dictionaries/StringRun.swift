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

  /// The strings at some positions.
  func gathered(_ positions: [UInt32]) -> ByteStrings {
    if let offsets { return ByteStrings(offsets: offsets, bytes: bytes).gathered(positions) }
    let fixed = FixedBytes(width: width, count: count, bytes: bytes).gathered(positions)
    let offsets = [UInt32](filling: positions.count + 1) { span in
      for index in 0...positions.count { span[index] = UInt32(index * width) }
    }
    return ByteStrings(offsets: offsets, bytes: fixed.bytes)
  }

  /// Writes the ids of strings from `first` on, up to a new one that there is no room for: beyond `fresh.count` of them
  /// or `byteLimit` bytes, each counted with `overhead` more. Positions of new ones go to `fresh`; all are in `slots` then.
  func intern(
    from first: Int, into slots: inout [UInt64], _ keys: ByteStrings, _ hashes: [UInt32], bytes byteLimit: Int,
    overhead: Int, ids: inout MutableSpan<UInt32>, fresh: inout [UInt32]
  ) -> louver_interned {
    let room = louver_string_room(count: fresh.count, bytes: byteLimit, overhead: overhead)
    let mask = slots.count - 1
    return unsafe StringRun(keys).withStrings { keyStrings in
      unsafe withStrings { strings in
        unsafe ids.withUnsafeMutableBufferPointer { ids in
          unsafe slots.withUnsafeMutableBufferPointer { slots in
            let table = unsafe louver_table_strings(
              slots: slots.baseAddress, mask: mask, keys: keyStrings, known: keys.count)
            return unsafe louver_intern_strings(
              table, strings, hashes, first, count, room, ids.baseAddress, &fresh)
          }
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
