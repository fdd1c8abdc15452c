import CKernels
import Columnar

/// Runs a kernel that masks texts one after the other: it never makes more than `capacity` bytes of them all.
///
/// The kernel gets the texts, where their images go, and where it writes the end of each.
func maskedTexts(
  _ texts: ByteStrings, capacity: Int,
  _ kernel: (_ texts: louver_texts, _ bytes: UnsafeMutablePointer<UInt8>, _ ends: UnsafeMutablePointer<UInt32>) -> Int
) throws(MaskingError) -> ByteStrings {
  guard capacity <= Int(UInt32.max) else { throw tooMuchText }
  var offsets: [UInt32] = []
  let bytes = [UInt8](fillingUpTo: capacity + Int(LOUVER_TEXT_SLACK)) { bytes in
    var written = 0
    offsets = [UInt32](filling: texts.count + 1) { offsets in
      offsets[0] = 0
      unsafe withTexts(texts, from: 0) { texts in
        unsafe bytes.withUnsafeMutableBufferPointer { bytes in
          unsafe offsets.withUnsafeMutableBufferPointer { offsets in
            guard let bytes = bytes.baseAddress, let offsets = offsets.baseAddress else { return }
            written = unsafe kernel(texts, bytes, offsets + 1)
          }
        }
      }
    }
    return written
  }
  return ByteStrings(offsets: offsets, bytes: bytes)
}

/// Lends the texts from `first` on to a kernel.
func withTexts<Result>(_ texts: ByteStrings, from first: Int, _ body: (louver_texts) -> Result) -> Result {
  unsafe texts.bytes.withUnsafeBufferPointer { bytes in
    unsafe texts.offsets.withUnsafeBufferPointer { offsets in
      unsafe body(
        louver_texts(
          bytes: bytes.baseAddress, size: bytes.count, offsets: offsets.baseAddress.map { unsafe $0 + first },
          count: texts.count - first))
    }
  }
}
