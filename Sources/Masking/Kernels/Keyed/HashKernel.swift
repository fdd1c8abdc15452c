import Columnar

/// `hash`: the first digits of HMAC-SHA-256 over the canonical text.
struct HashKernel: Sendable {
  private let key: MessageKey
  private let length: Int

  init(length: Int, _ key: MessageKey) {
    self.key = key
    self.length = length
  }

  func apply(_ texts: ByteStrings) throws(MaskingError) -> ByteStrings {
    guard texts.count <= Int(UInt32.max) / length else { throw tooMuchText }
    return textsOfEqualLength(key.hexadecimal(of: texts, digits: length), length: length, count: texts.count)
  }
}
