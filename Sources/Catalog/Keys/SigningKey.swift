import CCrypto
import Masking
import Policy

/// An Ed25519 key pair (RFC 8032) made from a 32-byte seed: signs manifests and footer tags.
struct SigningKey: Sendable {
  private let seed: SecretKey
  let publicKey: PublicKey

  init(seed: SecretKey) throws(CatalogError) {
    guard let pair = unsafe Self.pair(of: seed) else { throw CatalogError(.io, "the signing key cannot be made") }
    defer { unsafe EVP_PKEY_free(pair) }
    var bytes = [UInt8](repeating: 0, count: PublicKey.length)
    var length = bytes.count
    guard unsafe EVP_PKEY_get_raw_public_key(pair, &bytes, &length) == 1 else {
      throw CatalogError(.io, "the signing key cannot be made")
    }
    self.seed = seed
    publicKey = PublicKey(bytes: bytes)
  }

  /// The 64 bytes of the signature.
  func sign(_ message: [UInt8]) throws(CatalogError) -> [UInt8] {
    let failure = CatalogError(.io, "the record cannot be signed")
    guard let pair = unsafe Self.pair(of: seed) else { throw failure }
    defer { unsafe EVP_PKEY_free(pair) }
    guard let context = unsafe EVP_MD_CTX_new() else { throw failure }
    defer { unsafe EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: 64)
    var length = signature.count
    guard unsafe EVP_DigestSignInit(context, nil, nil, nil, pair) == 1,
      unsafe EVP_DigestSign(context, &signature, &length, message, message.count) == 1, length == 64
    else { throw failure }
    return signature
  }

  /// To be freed, which overwrites it.
  private static func pair(of seed: SecretKey) -> OpaquePointer? {
    unsafe seed.withBytes { unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, $0, $0.count) }
  }
}
