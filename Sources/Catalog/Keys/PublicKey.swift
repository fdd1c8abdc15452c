import CCrypto
import Columnar
import Policy

/// The public half of a catalog's signing key: what `manifest.pub` holds, in base64.
public struct PublicKey: Hashable, Sendable {
  static let length = 32

  /// 32 bytes.
  public let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads base64 text with an optional line end. Throws on anything but 32 bytes.
  public init(text: String) throws(CatalogError) {
    let trimmed = text.filter { !$0.isNewline }
    guard let bytes = Base64.decoded(trimmed.utf8), bytes.count == Self.length else {
      throw CatalogError(.malformed, "not an Ed25519 public key in base64")
    }
    self.bytes = bytes
  }

  /// Base64 with padding, without a line end.
  public var text: String { String(decoding: Base64.encoded(bytes), as: UTF8.self) }

  /// Whether `signature` (64 bytes) was made for `message` with this key's private half.
  func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard signature.count == 64,
      let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
    else { return false }
    defer { unsafe EVP_PKEY_free(key) }
    guard let context = unsafe EVP_MD_CTX_new() else { return false }
    defer { unsafe EVP_MD_CTX_free(context) }
    return unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}
