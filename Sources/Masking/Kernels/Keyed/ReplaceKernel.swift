import Columnar

/// `replace`: the entry of a list that HMAC-SHA-256 over the value picks.
struct ReplaceKernel: Sendable {
  private let key: MessageKey
  private let entries: ByteStrings

  init(_ entries: [String], _ key: SecretKey) {
    self.key = MessageKey(key)
    self.entries = ByteStrings(entries)
  }

  func apply(_ texts: ByteStrings) throws(MaskingError) -> Values {
    let count = UInt64(entries.count)
    let indices = mapped(key.draws(of: texts)) { UInt32(truncatingIfNeeded: $0 % count) }
    var longest = 0
    for index in 0..<entries.count { longest = max(longest, entries.range(index).count) }
    guard texts.count <= Int(UInt32.max) / max(longest, 1) else { throw tooMuchText }
    return Values.bytes(entries).gathered(indices)
  }
}
