import Columnar

/// Builds a bitmap from words and runs of bits.
struct BitWriter {
  private var words: [UInt64] = []
  /// Bits that do not fill a word yet, `used` of them.
  private var pending: UInt64 = 0
  private var used = 0

  /// Bits are appended up to `capacity`, without allocating again.
  init(capacity: Int) { words.reserveCapacity((capacity + 63) / 64) }

  var count: Int { words.count * 64 + used }

  /// Appends the lowest `count` bits (1 to 64) of a word whose other bits are zero.
  mutating func append(_ word: UInt64, count: Int) {
    pending |= word << UInt64(used)
    if used + count < 64 {
      used += count
      return
    }
    words.append(pending)
    pending = used == 0 ? 0 : word >> UInt64(64 - used)
    used += count - 64
  }

  mutating func append(repeating bit: Bool, count: Int) {
    let word: UInt64 = bit ? ~0 : 0
    var rest = count
    if used != 0 && rest != 0 {
      let part = min(rest, 64 - used)
      append(word & Self.low(part), count: part)
      rest -= part
    }
    words.append(contentsOf: repeatElement(word, count: rest / 64))
    if rest % 64 != 0 { append(word & Self.low(rest % 64), count: rest % 64) }
  }

  /// Appends the first `count` bits of bytes that hold at least as many.
  mutating func append(_ bytes: RawSpan, count: Int) {
    for word in 0..<count / 64 { append(bytes.integer(at: word * 8, as: UInt64.self), count: 64) }
    let rest = count % 64
    guard rest != 0 else { return }
    var last: UInt64 = 0
    let start = count / 64 * 8
    for index in 0..<(rest + 7) / 8 { last |= UInt64(bytes[start + index]) << UInt64(index * 8) }
    append(last & Self.low(rest), count: rest)
  }

  /// A word with its lowest `count` bits (1 to 64) set.
  private static func low(_ count: Int) -> UInt64 { ~0 >> UInt64(64 - count) }

  consuming func finish() -> Bitmap {
    let count = self.count
    if used != 0 { words.append(pending) }
    return Bitmap(words: words, count: count)
  }
}
