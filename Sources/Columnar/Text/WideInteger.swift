/// A whole number of more than 128 bits, only to be written as text.
struct WideInteger {
  private let isNegative: Bool
  /// Its magnitude, 32 bits a word, the highest first.
  private var words: [UInt32]

  /// Beyond this many bytes the quadratic conversion to decimal is not tried.
  private static let longest = 64

  /// A two's complement number.
  init(bigEndian bytes: ArraySlice<UInt8>) {
    isNegative = (bytes.first ?? 0) >= 0x80
    let fill: UInt8 = isNegative ? 0xff : 0
    let significant = bytes.drop { $0 == fill }
    words = [0]
    let padding = (4 - significant.count % 4) % 4
    var word: UInt32 = padding == 0 || !isNegative ? 0 : ~0
    for (position, byte) in significant.enumerated() {
      word = word << 8 | UInt32(byte)
      if (position + padding) % 4 == 3 { words.append(word) }
    }
    if isNegative { negate() }
  }

  private mutating func negate() {
    words[0] = ~0
    var carry = true
    for index in words.indices.reversed() {
      (words[index], carry) = (~words[index]).addingReportingOverflow(carry ? 1 : 0)
    }
  }

  /// In plain notation. A number of more than 64 bytes, which no precision allows, is written in hexadecimal.
  func decimalText(scale: Int) -> [UInt8] {
    var text = words.count * 4 > Self.longest + 4 ? hexadecimal : decimal(scale: scale)
    if isNegative { text.insert(UInt8(ascii: "-"), at: 0) }
    return text
  }

  private var hexadecimal: [UInt8] {
    var text = Array("0x".utf8)
    for word in words {
      for shift in stride(from: 28, through: 0, by: -4) {
        text.append(Array("0123456789abcdef".utf8)[Int(word >> UInt32(shift) & 15)])
      }
    }
    return text
  }

  private func decimal(scale: Int) -> [UInt8] {
    var rest = words
    var digits: [UInt8] = []
    while rest.contains(where: { $0 != 0 }) || digits.count <= scale {
      var remainder: UInt64 = 0
      for index in rest.indices {
        let part = remainder << 32 | UInt64(rest[index])
        rest[index] = UInt32(part / 10)
        remainder = part % 10
      }
      digits.append(UInt8(48 + remainder))
      if digits.count == scale { digits.append(UInt8(ascii: ".")) }
    }
    return digits.reversed()
  }
}
