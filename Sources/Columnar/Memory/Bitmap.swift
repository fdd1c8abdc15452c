/// A sequence of bits, 64 to a word, the first bit lowest. Bits behind `count` in the last word are zero.
public struct Bitmap: Sendable, Hashable {
  public private(set) var words: [UInt64]
  public private(set) var count: Int

  /// `count` equal bits.
  public init(repeating bit: Bool, count: Int) {
    self.count = count
    words = [UInt64](repeating: bit ? ~0 : 0, count: (count + 63) / 64)
    clearTail()
  }

  /// Takes words as they are; bits behind `count` are cleared. Needs exactly as many words as `count` bits fill.
  public init(words: [UInt64], count: Int) {
    precondition(words.count == (count + 63) / 64)
    self.words = words
    self.count = count
    clearTail()
  }

  /// The bits that `bit` gives for 0 to `count - 1`.
  @inlinable
  public init(count: Int, _ bit: (Int) -> Bool) {
    let words = [UInt64](filling: (count + 63) / 64) { words in
      for index in 0..<words.count {
        var word: UInt64 = 0
        for position in index << 6..<min(index << 6 + 64, count) {
          word |= (bit(position) ? 1 : 0) << UInt64(position & 63)
        }
        words[index] = word
      }
    }
    self.init(words: words, count: count)
  }

  public init(_ bits: some Sequence<Bool>) {
    words = []
    count = 0
    for bit in bits { append(bit) }
  }

  @inlinable
  public subscript(index: Int) -> Bool {
    get { words[index >> 6] >> UInt64(index & 63) & 1 != 0 }
    set { set(index, to: newValue) }
  }

  @inlinable
  public mutating func set(_ index: Int, to bit: Bool) {
    precondition(index >= 0 && index < count)
    let mask: UInt64 = 1 << UInt64(index & 63)
    setWord(index >> 6, to: bit ? words[index >> 6] | mask : words[index >> 6] & ~mask)
  }

  @usableFromInline
  mutating func setWord(_ index: Int, to word: UInt64) { words[index] = word }

  public mutating func append(_ bit: Bool) {
    if count & 63 == 0 { words.append(0) }
    if bit { words[count >> 6] |= 1 << UInt64(count & 63) }
    count += 1
  }

  private mutating func clearTail() {
    let used = count & 63
    if used != 0 { words[words.count - 1] &= (1 << UInt64(used)) - 1 }
  }
}
