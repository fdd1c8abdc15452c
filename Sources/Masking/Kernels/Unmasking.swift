import Columnar

/// Undoes `fpe` and `encrypt` with the keys that they were applied with.
public struct Unmasking: Sendable {
  private enum Operation: Sendable {
    case decrypt(FPEKernel)
    case open(SyntheticIV)
  }

  private let operation: Operation

  /// Throws for a mask that nothing undoes.
  public init(_ mask: Mask, keys: MaskKeys) throws(MaskingError) {
    switch mask.function {
    case .fpe(let alphabet): operation = .decrypt(FPEKernel(alphabet: alphabet, keys.hash(.project)))
    case .encrypt: operation = .open(SyntheticIV(keys.hash(.project).use("siv", count: 64)))
    default: throw MaskingError("mask \(mask.name) cannot be undone")
    }
  }

  /// The canonical texts that were hidden. What these keys did not hide becomes NULL and is counted: for `encrypt`
  /// that is certain, for `fpe` only what is too short is.
  public func apply(_ texts: ByteStrings) throws(MaskingError) -> MaskedValues {
    switch operation {
    case .decrypt(let kernel):
      guard texts.isUTF8 else { throw MaskingError("text that is not UTF-8", kind: .malformed) }
      return try kernel.apply(texts, decrypting: true)
    case .open(let cipher): return try opened(texts, cipher)
    }
  }

  private func opened(_ texts: ByteStrings, _ cipher: SyntheticIV) throws(MaskingError) -> MaskedValues {
    var sealed = ByteStrings()
    for index in 0..<texts.count { sealed.append(Base64.decoded(texts[index]) ?? []) }
    let opened = try cipher.opened(sealed)
    var plain = ByteStrings()
    for text in opened { if let text { plain.append(text) } }
    let validity = Bitmap(opened.lazy.map { $0 != nil })
    if validity.isAllSet { return MaskedValues(.bytes(plain)) }
    return MaskedValues(.bytes(plain), validity: validity, counted: texts.count - plain.count)
  }
}
