import Columnar

/// AES-CMAC (RFC 4493) of many messages at once: block by block across all of them.
struct MessageAuthenticator {
  private let cipher: BlockCipher
  /// Mixed into a last block that is whole, and into one that had to be padded.
  private let whole: UInt128
  private let padded: UInt128

  init(_ cipher: BlockCipher) {
    self.cipher = cipher
    let zero = cipher.encrypted([UInt8](repeating: 0, count: 16))
    whole = zero.span.bigEndian128(at: 0).doubled
    padded = whole.doubled
  }

  /// 16 bytes for each message.
  func codes(of messages: ByteStrings) -> [UInt8] {
    let (source, offsets) = (messages.bytes.span, messages.offsets.span)
    var result = [UInt8](repeating: 0, count: 16 * messages.count)
    var active = Array(0..<messages.count)
    var blocks = [UInt8](repeating: 0, count: 16 * messages.count)
    var round = 0
    while !active.isEmpty {
      for (slot, index) in active.enumerated() {
        let state = blocks.span.bigEndian128(at: 16 &* slot)
        let begin = Int(offsets[index]) &+ 16 &* round
        let block = lastBlockOrNot(source, begin..<Int(offsets[index &+ 1]))
        var target = blocks.mutableSpan
        target.putBigEndian128(state ^ block, at: 16 &* slot)
      }
      cipher.encrypt(&blocks, count: 16 * active.count)
      active = drained(active, offsets, round, &blocks, &result)
      round += 1
    }
    return result
  }

  /// The next block of what is left of a message.
  private func lastBlockOrNot(_ source: Span<UInt8>, _ rest: Range<Int>) -> UInt128 {
    if rest.count >= 16 {
      let block = source.bigEndian128(at: rest.lowerBound)
      return rest.count == 16 ? block ^ whole : block
    }
    var block: UInt128 = 0
    for position in rest { block = block << 8 | UInt128(source[position]) }
    block = block << 8 | 0x80
    return block << UInt128(8 * (15 - rest.count)) ^ padded
  }

  /// Moves the states of messages that are at their end into `result`, those of the others to the front.
  private func drained(
    _ active: [Int], _ offsets: Span<UInt32>, _ round: Int, _ blocks: inout [UInt8], _ result: inout [UInt8]
  ) -> [Int] {
    var remaining: [Int] = []
    var states = blocks.mutableSpan
    var codes = result.mutableSpan
    for (slot, index) in active.enumerated() {
      let state = states.span.bigEndian128(at: 16 &* slot)
      if Int(offsets[index &+ 1] &- offsets[index]) <= 16 &* (round &+ 1) {
        codes.putBigEndian128(state, at: 16 &* index)
      } else {
        states.putBigEndian128(state, at: 16 &* remaining.count)
        remaining.append(index)
      }
    }
    return remaining
  }
}
