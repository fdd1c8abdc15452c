import CKernels
import Columnar

/// Writes a zstd frame of hexadecimal tokens without looking for matches (RFC 8878, section 3.1.1).
///
/// Tokens of a keyed hash have nothing in common but their length and their sixteen digits. A Huffman code of sixteen
/// equally likely digits is the digit's own four bits, so the literals of a block are the digits two to a byte. The lengths between the tokens
/// are matches with the one before: sequences that are all alike, of which only constant bits are stored.
struct HexadecimalFrame {
  /// Tokens of a frame below which libzstd serves as well.
  private static let fewest = 16
  /// Of blocks (RFC 8878, section 3.1.1.2.4).
  private static let largestBlock = 128 << 10
  private static let lengthBytes = 4

  /// What stands before the tokens. It is stored as it is.
  private let prefix: [UInt8]
  /// The digits of all tokens.
  private let input: [UInt8]
  private let digits: Int
  private let count: Int
  private var output: [UInt8] = []

  private var tokenBytes: Int { digits + HexadecimalFrame.lengthBytes }

  /// The frame for `strings` as PLAIN byte arrays (Parquet format, "Plain") behind `prefix`, nil where they are not lower-case
  /// hexadecimal digits, all of the same even number of them from 16 to 64.
  static func encode(_ strings: ByteStrings, behind prefix: [UInt8]) -> [UInt8]? {
    guard var frame = HexadecimalFrame(strings, behind: prefix), frame.write() else { return nil }
    return frame.output
  }

  private init?(_ strings: ByteStrings, behind prefix: [UInt8]) {
    count = strings.count
    guard count >= HexadecimalFrame.fewest else { return nil }
    digits = strings.range(0).count
    guard (16...64).contains(digits), digits.isMultiple(of: 2), strings.areAll(ofLength: digits) else { return nil }
    self.prefix = prefix
    input = strings.bytes
    guard contentSize < 1 << 31 else { return nil }
    output.reserveCapacity(prefix.count + count * (digits / 2 + 2) + 256)
  }

  /// Bytes that the frame stands for.
  private var contentSize: Int { prefix.count + count * tokenBytes }
  private var lengthOfEach: [UInt8] { [UInt8(digits), 0, 0, 0] }

  /// False where something else than a token was found.
  private mutating func write() -> Bool {
    append(0xFD2F_B528, bytes: 4)
    // One segment, which is as large as its content, told in four bytes.
    append(0xA0, bytes: 1)
    append(UInt64(contentSize), bytes: 4)
    // A block begins with digits: the first length goes before the first of them.
    appendRawBlocks(prefix + lengthOfEach, isLast: false)
    // Each of a block's four streams of literals has as many tokens as the others.
    let inBlocks = count & ~3
    let perBlock = HexadecimalFrame.largestBlock / tokenBytes & ~3
    for first in stride(from: 0, to: inBlocks, by: perBlock) {
      guard appendBlock(first..<min(first + perBlock, inBlocks)) else { return false }
    }
    if inBlocks < count {
      guard packed(inBlocks..<count) != nil else { return false }
      let rest = (inBlocks..<count).map { input[$0 * digits..<($0 + 1) * digits] }
      appendRawBlocks(Array(rest.joined(separator: lengthOfEach)), isLast: true)
    }
    return true
  }

  private mutating func appendRawBlocks(_ bytes: [UInt8], isLast: Bool) {
    for begin in stride(from: 0, to: bytes.count, by: HexadecimalFrame.largestBlock) {
      let end = min(begin + HexadecimalFrame.largestBlock, bytes.count)
      appendBlockHeader(type: 0, size: end - begin, isLast: isLast && end == bytes.count)
      output += bytes[begin..<end]
    }
  }

  private mutating func appendBlockHeader(type: UInt64, size: Int, isLast: Bool) {
    append(UInt64(size) << 3 | type << 1 | (isLast ? 1 : 0), bytes: 3)
  }

  /// A compressed block: the digits of some tokens, and behind each the length of the next.
  private mutating func appendBlock(_ tokens: Range<Int>) -> Bool {
    let isFirst = tokens.lowerBound == 0
    let isLast = tokens.upperBound == count
    let header = output.count
    appendBlockHeader(type: 2, size: 0, isLast: isLast)
    guard appendLiterals(tokens, withTree: isFirst) else { return false }
    appendSequences(isLast ? tokens.count - 1 : tokens.count, isFirst: isFirst)
    let size = UInt64(output.count - header - 3) << 3
    for byte in 0..<3 { output[header + byte] |= UInt8(truncatingIfNeeded: size >> (8 * byte)) }
    return true
  }

  /// The literals section (RFC 8878, section 3.1.1.3.1), in four streams. Blocks after the first use its tree again.
  private mutating func appendLiterals(_ tokens: Range<Int>, withTree: Bool) -> Bool {
    let stream = tokens.count / 4
    // A stream ends with a bit that marks its end.
    let streamBytes = stream * digits / 2 + 1
    let compressed = (withTree ? HexadecimalFrame.tree.count : 0) + 6 + 4 * streamBytes
    append(
      (withTree ? 2 : 3) | 3 << 2 | UInt64(tokens.count * digits) << 4 | UInt64(compressed) << 22, bytes: 5)
    if withTree { output += HexadecimalFrame.tree }
    for _ in 0..<3 { append(UInt64(streamBytes), bytes: 2) }
    for part in 0..<4 {
      let first = tokens.lowerBound + part * stream
      guard let digits = packed(first..<first + stream) else { return false }
      output += digits
      output.append(1)
    }
    return true
  }

  /// The digits of tokens, two to a byte, the last first; nil where something else stands there.
  private func packed(_ tokens: Range<Int>) -> [UInt8]? {
    var areTokens = false
    let bytes = [UInt8](filling: tokens.count * digits / 2) { target in
      areTokens = unsafe input.withUnsafeBufferPointer { input in
        unsafe target.withUnsafeMutableBufferPointer { target in
          unsafe louver_pack_tokens(
            input.baseAddress.map { unsafe $0 + tokens.lowerBound * digits }, tokens.count, digits, target.baseAddress)
        }
      }
    }
    return areTokens ? bytes : nil
  }

  /// The sequences section (RFC 8878, section 3.1.1.3.2): after each token a match of four bytes, a token further back.
  ///
  /// The first block tells that distance each time; later ones repeat it, which takes no bits at all.
  private mutating func appendSequences(_ count: Int, isFirst: Bool) {
    if count < 128 {
      append(UInt64(count), bytes: 1)
    } else {
      append(UInt64(count >> 8 + 128) | UInt64(count & 255) << 8, bytes: 2)
    }
    guard count > 0 else { return }
    let literals = literalLengthCode
    let distance = tokenBytes + 3
    let distanceCode = isFirst ? Int.bitWidth - 1 - distance.leadingZeroBitCount : 0
    // Three tables of one symbol each: how many literals, how far back, and a match of four bytes, which is code 1.
    append(0x54, bytes: 1)
    output += [UInt8(literals.code), UInt8(distanceCode), 1]
    let bits = UInt64(distance & (1 << distanceCode - 1)) << literals.bits | UInt64(literals.value)
    appendBits(bits, count: literals.bits + distanceCode, times: count)
  }

  /// The code for as many literals as a token has digits, and the bits behind it (RFC 8878, section 3.1.1.3.2.1.1).
  private var literalLengthCode: (code: Int, bits: Int, value: Int) {
    switch digits {
    case 16..<24: ((digits - 16) / 2 + 16, 1, 0)
    case 24..<32: ((digits - 24) / 4 + 20, 2, (digits - 24) & 3)
    case 32..<48: ((digits - 32) / 8 + 22, 3, (digits - 32) & 7)
    case 48..<64: (24, 4, digits - 48)
    default: (25, 6, digits - 64)
    }
  }

  /// The same bits again and again, and a last one that marks the end.
  private mutating func appendBits(_ bits: UInt64, count: Int, times: Int) {
    var (pending, filled): (UInt64, Int) = (0, 0)
    var cycle: [UInt8] = []
    func append(_ times: Int, to bytes: inout [UInt8]) {
      for _ in 0..<times {
        pending |= bits << filled
        filled += count
        while filled >= 8 {
          bytes.append(UInt8(truncatingIfNeeded: pending))
          pending >>= 8
          filled -= 8
        }
      }
    }
    // Eight times end where they began, at the start of a byte.
    append(8, to: &cycle)
    for _ in 0..<times / 8 { output += cycle }
    append(times % 8, to: &output)
    output.append(UInt8(pending | 1 << filled))
  }

  private mutating func append(_ value: UInt64, bytes: Int) {
    for byte in 0..<bytes { output.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
  }

  /// Weights of four bits for the characters up to `e`: one for each digit, none for others. That of `f` follows from them
  /// (RFC 8878, section 4.2.1).
  private static let tree: [UInt8] = {
    let weights = (0..<102).map { (48...57).contains($0) || $0 >= 97 ? UInt8(1) : 0 }
    return [UInt8(127 + weights.count)]
      + stride(from: 0, to: weights.count, by: 2).map { weights[$0] << 4 | weights[$0 + 1] }
  }()
}

extension ByteStrings {
  fileprivate func areAll(ofLength length: Int) -> Bool {
    let offsets = offsets.span
    var differ: UInt32 = 0
    for index in 0..<count { differ |= offsets[index + 1] &- offsets[index] ^ UInt32(length) }
    return differ == 0
  }
}
