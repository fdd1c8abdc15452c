import CKernels
import Columnar

/// `ip`: the network of an address, in canonical text (RFC 5952); NULL for what is no address.
struct AddressKernel: Sendable {
  private let prefixes: NetworkPrefixes

  init(_ prefixes: NetworkPrefixes) { self.prefixes = prefixes }

  private static let longest = 45

  func apply(_ texts: ByteStrings) throws(MaskingError) -> MaskedValues {
    let (source, offsets) = (texts.bytes.span, texts.offsets.span)
    return try nullableText(count: texts.count, capacity: texts.count * Self.longest) {
      first, bytes, ends, kept, end in
      dotted(texts, from: first, &bytes, &ends, kept, &end)
    } _: { index, bytes, start in
      switch NetworkAddress(source, Int(offsets[index])..<Int(offsets[index + 1])) {
      case .v4(let address): Self.write(address & UInt32.prefix(prefixes.v4), &bytes, start)
      case .v6(let address): Self.write(network(address), &bytes, start)
      case nil: nil
      }
    }
  }

  /// Writes the networks of as many dotted addresses as there are in a row.
  private func dotted(
    _ texts: ByteStrings, from first: Int, _ bytes: inout MutableSpan<UInt8>, _ ends: inout MutableSpan<UInt32>,
    _ kept: Int, _ end: inout Int
  ) -> Int {
    unsafe bytes.withUnsafeMutableBufferPointer { bytes in
      unsafe ends.withUnsafeMutableBufferPointer { ends in
        guard let bytes = bytes.baseAddress, let ends = ends.baseAddress else { return 0 }
        return unsafe withTexts(texts, from: first) { texts in
          unsafe louver_mask_dotted(texts, UInt32(prefixes.v4), bytes, ends + kept, &end)
        }
      }
    }
  }

  /// An IPv4-mapped address keeps no more than its IPv4 prefix, too.
  private func network(_ address: UInt128) -> UInt128 {
    let kept = address >> 32 == 0xffff ? min(prefixes.v6, 96 + prefixes.v4) : prefixes.v6
    return address & UInt128.prefix(kept)
  }

  private static func write(_ address: UInt32, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int {
    var at = start
    for shift: UInt32 in [24, 16, 8, 0] {
      let octet = UInt8(truncatingIfNeeded: address >> shift)
      if octet >= 100 { at = put(48 &+ octet / 100, &bytes, at) }
      if octet >= 10 { at = put(48 &+ octet / 10 % 10, &bytes, at) }
      at = put(48 &+ octet % 10, &bytes, at)
      if shift > 0 { at = put(UInt8(ascii: "."), &bytes, at) }
    }
    return at
  }

  private static func write(_ address: UInt128, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int {
    if address >> 32 == 0xffff {
      var at = start
      for byte in "::ffff:".utf8 { at = put(byte, &bytes, at) }
      return write(UInt32(truncatingIfNeeded: address), &bytes, at)
    }
    let zeros = longestZeros(address)
    var (at, group) = (start, 0)
    while group < 8 {
      if group == zeros.lowerBound, zeros.count > 1 {
        at = put(UInt8(ascii: ":"), &bytes, put(UInt8(ascii: ":"), &bytes, at))
        group = zeros.upperBound
        continue
      }
      if group > 0, zeros.count < 2 || group != zeros.upperBound { at = put(UInt8(ascii: ":"), &bytes, at) }
      at = writeGroup(address.group(group), &bytes, at)
      group &+= 1
    }
    return at
  }

  private static func writeGroup(_ group: UInt16, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int {
    var at = start
    for shift: UInt16 in [12, 8, 4, 0] where shift == 0 || group >> shift != 0 {
      let digit = UInt8(truncatingIfNeeded: group >> shift) & 15
      at = put(digit &+ 48 &+ (digit > 9 ? 39 : 0), &bytes, at)
    }
    return at
  }

  /// The first of the longest runs of zero groups.
  private static func longestZeros(_ address: UInt128) -> Range<Int> {
    var (best, begin) = (0..<0, 0)
    for group in 0..<8 {
      if address.group(group) != 0 { begin = group + 1 }
      if group + 1 - begin > best.count { best = begin..<group + 1 }
    }
    return best
  }

  private static func put(_ byte: UInt8, _ bytes: inout MutableSpan<UInt8>, _ at: Int) -> Int {
    bytes[at] = byte
    return at &+ 1
  }
}

extension UInt128 {
  /// Sixteen bits of an address, from the front.
  @inline(__always)
  fileprivate func group(_ index: Int) -> UInt16 {
    let half = UInt64(truncatingIfNeeded: index < 4 ? self >> 64 : self)
    return UInt16(truncatingIfNeeded: half &>> UInt64(truncatingIfNeeded: 48 &- 16 &* (index & 3)))
  }
}

extension FixedWidthInteger where Self: UnsignedInteger {
  /// The highest `count` bits set.
  fileprivate static func prefix(_ count: Int) -> Self { count == 0 ? 0 : ~0 << Self(bitWidth - count) }
}
