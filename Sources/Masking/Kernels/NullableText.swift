import CKernels
import Columnar

/// Text written value by value, where some become NULL.
///
/// `write` puts the text of value `index` into `bytes` from `start` on and returns its end, or nil for NULL. All texts
/// together have at most `capacity` bytes; throws where that is more than a batch may have.
///
/// `run` is asked first: it may write the texts of values from `first` on, none of them NULL, to `bytes` from `end` on,
/// of which it may overwrite LOUVER_TEXT_SLACK more, and their ends to `ends` from `kept` on; it returns how many.
func nullableText(
  count: Int, capacity: Int,
  run: (
    _ first: Int, _ bytes: inout MutableSpan<UInt8>, _ ends: inout MutableSpan<UInt32>, _ kept: Int, _ end: inout Int
  ) -> Int = { _, _, _, _, _ in 0 },
  _ write: (_ index: Int, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int?
) throws(MaskingError) -> MaskedValues {
  guard capacity <= Int(UInt32.max) else { throw tooMuchText }
  var words = [UInt64](repeating: ~0, count: (count + 63) / 64)
  var kept = 0
  var offsets: [UInt32] = []
  let bytes = [UInt8](fillingUpTo: capacity + Int(LOUVER_TEXT_SLACK)) { bytes in
    var end = 0
    offsets = [UInt32](fillingUpTo: count + 1) { offsets in
      offsets[0] = 0
      var index = 0
      while true {
        let done = run(index, &bytes, &offsets, kept &+ 1, &end)
        index &+= done
        kept &+= done
        if index == count { break }
        if let next = write(index, &bytes, end) {
          end = next
          kept &+= 1
          offsets[kept] = UInt32(truncatingIfNeeded: end)
        } else {
          words[index >> 6] &= ~(1 << UInt64(index & 63))
        }
        index &+= 1
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
