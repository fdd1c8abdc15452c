import CKernels
import Columnar

/// Runs a kernel that masks texts one after the other: it never makes more than `capacity` bytes of them all.
///
/// The kernel gets the texts, where their images go, and where it writes the end of each; it returns how many it has made, of
/// which there may be fewer than texts, and where the last one ends.
func maskedTexts(
  _ texts: ByteStrings, capacity: Int,
  _ kernel: (_ texts: louver_texts, _ bytes: UnsafeMutablePointer<UInt8>, _ ends: UnsafeMutablePointer<UInt32>) -> (
    count: Int, end: Int
  )
) throws(MaskingError) -> ByteStrings {
  guard capacity <= Int(UInt32.max) else { throw tooMuchText }
  var offsets: [UInt32] = []
  let bytes = [UInt8](fillingUpTo: capacity + Int(LOUVER_TEXT_SLACK)) { bytes in
    var written = 0
    offsets = [UInt32](fillingUpTo: texts.count + 1) { offsets in
      offsets[0] = 0
      var count = 0
      unsafe withTexts(texts) { texts in
        unsafe bytes.withUnsafeMutableBufferPointer { bytes in
          unsafe offsets.withUnsafeMutableBufferPointer { offsets in
            guard let bytes = bytes.baseAddress, let offsets = offsets.baseAddress else { return }
            (count, written) = unsafe kernel(texts, bytes, offsets + 1)
          }
        }
      }
      return count + 1
    }
    return written
  }
  return ByteStrings(offsets: offsets, bytes: bytes)
}

/// Lends texts to a kernel.
private func withTexts(_ texts: ByteStrings, _ body: (louver_texts) -> Void) {
  unsafe texts.bytes.withUnsafeBufferPointer { bytes in
    unsafe texts.offsets.withUnsafeBufferPointer { offsets in
      unsafe body(
        louver_texts(
          bytes: bytes.baseAddress, size: bytes.count, offsets: offsets.baseAddress, count: texts.count))
    }
  }
}
