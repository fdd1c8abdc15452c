import Columnar

/// Text written value by value, where some become NULL.
///
/// `write` puts the text of value `index` into `bytes` from `start` on and returns its end, or nil for NULL. All texts
/// together have at most `capacity` bytes; throws where that is more than a batch may have.
func nullableText(
  count: Int, capacity: Int,
  _ write: (_ index: Int, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int?
) throws(MaskingError) -> MaskedValues {
  guard capacity <= Int(UInt32.max) else { throw tooMuchText }
  var words = [UInt64](repeating: ~0, count: (count + 63) / 64)
  var kept = 0
  var offsets: [UInt32] = []
  let bytes = [UInt8](fillingUpTo: capacity) { bytes in
    var end = 0
    offsets = [UInt32](fillingUpTo: count + 1) { offsets in
      offsets[0] = 0
      for index in 0..<count {
        if let next = write(index, &bytes, end) {
          end = next
          kept &+= 1
          offsets[kept] = UInt32(truncatingIfNeeded: end)
        } else {
          words[index >> 6] &= ~(1 << UInt64(index & 63))
        }
      }
      return kept + 1
    }
    return end
  }
  let validity = kept == count ? nil : Bitmap(words: words, count: count)
  return MaskedValues(.bytes(ByteStrings(offsets: offsets, bytes: bytes)), validity: validity)
}

let tooMuchText = MaskingError("the masked text of a batch is longer than 4 GiB", kind: .limitExceeded)

/// Texts of one length, end to end.
func textsOfEqualLength(_ bytes: [UInt8], length: Int, count: Int) -> ByteStrings {
  let offsets = [UInt32](filling: count + 1) { offsets in
    for index in 0...count { offsets[index] = UInt32(truncatingIfNeeded: index &* length) }
  }
  return ByteStrings(offsets: offsets, bytes: bytes)
}
