import CKernels
import Columnar

/// `ip`: the network of an address, in canonical text (RFC 5952); NULL for what is no address.
struct AddressKernel: Sendable {
  private let prefixes: NetworkPrefixes

  init(_ prefixes: NetworkPrefixes) { self.prefixes = prefixes }

  private static let longest = 45

  func apply(_ texts: ByteStrings) throws(MaskingError) -> MaskedValues {
    var words = [UInt64](repeating: ~0, count: (texts.count + 63) / 64)
    let networks = unsafe try maskedTexts(texts, capacity: texts.count * Self.longest) { texts, bytes, ends in
      var kept = 0
      let end = unsafe louver_mask_addresses(
        texts, UInt32(prefixes.v4), UInt32(prefixes.v6), bytes, ends, &kept, &words)
      return (kept, end)
    }
    let validity = Bitmap(words: words, count: texts.count)
    return MaskedValues(.bytes(networks), validity: validity.isAllSet ? nil : validity)
  }
}
