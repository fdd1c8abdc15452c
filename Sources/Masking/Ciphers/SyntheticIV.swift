import Columnar

/// AES-SIV (RFC 5297) over many texts at once.
struct SyntheticIV: Sendable {
  private let macKey: SecretKey
  private let counterKey: SecretKey
  private let associatedData: [[UInt8]]

  /// The first half of the key is for the synthetic vector, the second for the counter mode.
  init(_ key: SecretKey, associatedData: [[UInt8]] = []) {
    let half = key.count / 2
    macKey = key.withBytes { SecretKey(bytes: $0.prefix(half)) }
    counterKey = key.withBytes { SecretKey(bytes: $0.suffix(half)) }
    self.associatedData = associatedData
  }

  /// For each text its 16-byte vector, then the ciphertext.
  func sealed(_ texts: ByteStrings) throws(MaskingError) -> ByteStrings {
    let vectors = try vectors(of: texts)
    let ciphertexts = try crypted(texts, vectors)
    let (source, heads, offsets) = (ciphertexts.span, vectors.span, texts.offsets.span)
    let capacity = ciphertexts.count + vectors.count
    guard capacity <= Int(UInt32.max) else { throw tooMuchText }
    return ByteStrings(count: texts.count, capacity: capacity) { index, bytes, start in
      let at = bytes.copy(heads, 16 &* index..<16 &* index &+ 16, to: start)
      return bytes.copy(source, Int(offsets[index])..<Int(offsets[index &+ 1]), to: at)
    }
  }

  /// The texts that were sealed; nil for what this key has not sealed.
  func opened(_ sealed: ByteStrings) throws(MaskingError) -> [[UInt8]?] {
    var vectors: [UInt8] = []
    var ciphertexts = ByteStrings()
    for index in 0..<sealed.count {
      let value = sealed[index]
      vectors += value.count >= 16 ? Array(value.prefix(16)) : [UInt8](repeating: 0, count: 16)
      ciphertexts.append(value.dropFirst(16))
    }
    let texts = ByteStrings(offsets: ciphertexts.offsets, bytes: try crypted(ciphertexts, vectors))
    let expected = try self.vectors(of: texts)
    return (0..<sealed.count).map { index in
      var difference: UInt8 = sealed.range(index).count < 16 ? 1 : 0
      for position in 16 * index..<16 * index + 16 { difference |= expected[position] ^ vectors[position] }
      return difference == 0 ? Array(texts[index]) : nil
    }
  }

  /// Texts and the key stream that follows from their vectors, in counter mode.
  private func crypted(_ texts: ByteStrings, _ vectors: [UInt8]) throws(MaskingError) -> [UInt8] {
    let (offsets, heads) = (texts.offsets.span, vectors.span)
    var blockCount = 0
    for index in 0..<texts.count { blockCount += (texts.range(index).count + 15) / 16 }
    var stream = [UInt8](filling: 16 * blockCount) { stream in
      var at = 0
      for index in 0..<texts.count {
        var counter = heads.bigEndian128(at: 16 &* index) & Self.counterMask
        for _ in 0..<(Int(offsets[index &+ 1] &- offsets[index]) + 15) / 16 {
          stream.putBigEndian128(counter, at: at)
          counter &+= 1
          at &+= 16
        }
      }
    }
    try BlockCipher(counterKey).encrypt(&stream)
    let (source, key) = (texts.bytes.span, stream.span)
    return [UInt8](filling: source.count) { bytes in
      var block = 0
      for index in 0..<texts.count {
        let range = Int(offsets[index])..<Int(offsets[index &+ 1])
        for position in range {
          bytes[position] = source[position] ^ key[16 &* block &+ position &- range.lowerBound]
        }
        block &+= (range.count &+ 15) / 16
      }
    }
  }

  /// Two bits are cleared for the sake of 32-bit counters.
  private static let counterMask = ~(UInt128(1) << 63 | 1 << 31)

  /// S2V of each text, 16 bytes each.
  private func vectors(of texts: ByteStrings) throws(MaskingError) -> [UInt8] {
    let cipher = try BlockCipher(macKey)
    let authenticator = MessageAuthenticator(cipher)
    var start = authenticator.codes(of: ByteStrings(offsets: [0, 16], bytes: [UInt8](repeating: 0, count: 16)))
      .span.bigEndian128(at: 0)
    for data in associatedData {
      let code = authenticator.codes(of: ByteStrings(offsets: [0, UInt32(data.count)], bytes: data))
      start = start.doubled ^ code.span.bigEndian128(at: 0)
    }
    return authenticator.codes(of: combined(texts, start))
  }

  /// What the vector of a text is the code of: the text with the start mixed into its end.
  private func combined(_ texts: ByteStrings, _ start: UInt128) -> ByteStrings {
    let (source, offsets) = (texts.bytes.span, texts.offsets.span)
    return ByteStrings(count: texts.count, capacity: source.count + 16 * texts.count) { index, bytes, at in
      let range = Int(offsets[index])..<Int(offsets[index &+ 1])
      let end = bytes.copy(source, range, to: at)
      if range.count >= 16 {
        bytes.mix(start, at: end &- 16)
        return end
      }
      for position in range.count..<16 { bytes[at &+ position] = position == range.count ? 0x80 : 0 }
      bytes.mix(start.doubled, at: at)
      return at &+ 16
    }
  }
}
