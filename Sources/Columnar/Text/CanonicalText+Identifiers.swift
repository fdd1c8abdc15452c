/// UUIDs in lower case with hyphens (RFC 9562).
func uuidText(of identifiers: FixedBytes) -> ByteStrings {
  let source = identifiers.bytes.span
  let bytes = [UInt8](filling: identifiers.count * 36) { bytes in
    var at = 0
    for index in 0..<identifiers.count * 16 {
      let position = index & 15
      if position == 4 || position == 6 || position == 8 || position == 10 {
        bytes[at] = UInt8(ascii: "-")
        at &+= 1
      }
      bytes[at] = hexadecimalDigit(source[index] >> 4)
      bytes[at &+ 1] = hexadecimalDigit(source[index] & 15)
      at &+= 2
    }
  }
  return ByteStrings(offsets: (0...identifiers.count).map { UInt32($0 * 36) }, bytes: bytes)
}

/// `0` to `9` and `a` to `f` of 0 to 15, without a branch or a table.
private func hexadecimalDigit(_ nibble: UInt8) -> UInt8 { nibble &+ 48 &+ (nibble > 9 ? 39 : 0) }
