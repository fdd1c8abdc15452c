/// An IPv4 or IPv6 address.
enum NetworkAddress: Equatable {
  case v4(UInt32)
  case v6(UInt128)

  /// Reads the text forms of RFC 4291, section 2.2, and dotted IPv4; nil for leading zeros, zones, spaces and the like.
  init?(_ text: Span<UInt8>, _ range: Range<Int>) {
    for position in range where text[position] == UInt8(ascii: ":") {
      guard let address = Self.v6(text, range) else { return nil }
      self = .v6(address)
      return
    }
    guard let address = Self.v4(text, range) else { return nil }
    self = .v4(address)
  }

  /// Four decimal numbers without leading zeros.
  private static func v4(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    var (address, octet, digits, dots) = (UInt32(0), UInt32(0), 0, 0)
    for position in range {
      let byte = text[position]
      if byte == UInt8(ascii: ".") {
        guard digits > 0, dots < 3 else { return nil }
        (address, octet, digits, dots) = (address << 8 | octet, 0, 0, dots &+ 1)
      } else {
        let digit = byte &- 48
        guard digit < 10, digits == 0 || octet != 0 else { return nil }
        octet = octet &* 10 &+ UInt32(digit)
        digits &+= 1
        guard octet < 256 else { return nil }
      }
    }
    return digits > 0 && dots == 3 ? address << 8 | octet : nil
  }

  /// Eight groups of up to four digits, one run of zeros shortened to `::`, the last two perhaps dotted.
  private static func v6(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt128? {
    var groups = AddressGroups()
    var position = range.lowerBound
    var begin = position  // of the group being read
    while position < range.upperBound {
      let byte = text[position]
      if byte == UInt8(ascii: ":") {
        if position == begin {
          // An empty group: at the very front it must be followed by another colon, elsewhere it shortens.
          if position == range.lowerBound {
            position &+= 1
            guard position < range.upperBound, text[position] == UInt8(ascii: ":") else { return nil }
          }
          guard groups.shorten() else { return nil }
        } else if !groups.close() {
          return nil
        }
        position &+= 1
        begin = position
      } else if byte == UInt8(ascii: ".") {
        guard let low = v4(text, begin..<range.upperBound), groups.append(dotted: low) else { return nil }
        return groups.address
      } else {
        guard let digit = Hexadecimal.value(byte), groups.append(digit: digit) else { return nil }
        position &+= 1
      }
    }
    if begin == range.upperBound { return groups.endsShortened(at: begin) ? groups.address : nil }
    return groups.close() ? groups.address : nil
  }
}

/// The groups of an IPv6 address as they are read.
private struct AddressGroups {
  private var bits: UInt128 = 0
  private var count = 0
  /// How many groups come before `::`.
  private var before: Int?
  private var group: UInt32 = 0
  private var digits = 0

  mutating func append(digit: UInt8) -> Bool {
    group = group << 4 | UInt32(digit)
    digits &+= 1
    return digits <= 4
  }

  mutating func close() -> Bool {
    guard digits > 0, count < 8 else { return false }
    bits = bits << 16 | UInt128(group)
    (count, group, digits) = (count &+ 1, 0, 0)
    return true
  }

  mutating func append(dotted: UInt32) -> Bool {
    guard count <= 6 else { return false }
    bits = bits << 32 | UInt128(dotted)
    (count, group, digits) = (count &+ 2, 0, 0)
    return true
  }

  /// At a second colon in a row.
  mutating func shorten() -> Bool {
    guard before == nil else { return false }
    before = count
    return true
  }

  /// Whether text may end here, behind a colon: only behind `::`.
  func endsShortened(at position: Int) -> Bool { before == count }

  var address: UInt128? {
    guard let before else { return count == 8 ? bits : nil }
    guard count < 8 else { return nil }
    let behind = UInt128(16 * (count - before))
    let low = bits & ((1 << behind) - 1)
    return count == before ? bits << UInt128(16 * (8 - before)) : (bits >> behind) << UInt128(128 - 16 * before) | low
  }
}
