import CKernels
import Columnar

/// `email`: `***@` and what follows the last `@`; `***` where there is none.
enum EmailKernel {
  static func apply(_ texts: ByteStrings) throws(MaskingError) -> ByteStrings {
    unsafe try maskedTexts(texts, capacity: texts.bytes.count + 3 * texts.count) { texts, bytes, ends in
      unsafe (texts.count, louver_mask_emails(texts, bytes, ends))
    }
  }
}
