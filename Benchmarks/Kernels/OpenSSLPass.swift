import CCrypto
import Columnar

/// Keyed functions as one writes them with OpenSSL: one context, started anew for each value.
enum OpenSSLPass {
  private static let key = Array(UInt8(0)..<64)

  private static func texts(_ values: ValueBatches, _ column: String) -> [ByteStrings] {
    guard let leaf = try? values.leaf(column), let batches = try? values.values(column) else { return [] }
    return batches.map { canonicalText(of: $0, type: leaf.type) }
  }

  private static func nanoseconds(_ batches: [ByteStrings], _ body: (UnsafeBufferPointer<UInt8>) -> Void) -> Int {
    louver_kernels.nanoseconds {
      for batch in batches {
        unsafe batch.bytes.withUnsafeBufferPointer { bytes in
          for index in 0..<batch.count { unsafe body(UnsafeBufferPointer(rebasing: bytes[batch.range(index)])) }
        }
      }
    }
  }

  static func hmacNanoseconds(_ values: ValueBatches, _ column: String) -> Int {
    let batches = texts(values, column)
    let algorithm = unsafe EVP_MAC_fetch(nil, "HMAC", nil)
    let context = unsafe EVP_MAC_CTX_new(algorithm)
    defer {
      unsafe EVP_MAC_CTX_free(context)
      unsafe EVP_MAC_free(algorithm)
    }
    var name = Array("SHA256".utf8CString)
    unsafe name.withUnsafeMutableBufferPointer { name in
      var parameters = unsafe [
        OSSL_PARAM_construct_utf8_string("digest", name.baseAddress, 0), OSSL_PARAM_construct_end(),
      ]
      _ = unsafe EVP_MAC_init(context, key, 32, &parameters)
    }
    var digest = [UInt8](repeating: 0, count: 32)
    return unsafe nanoseconds(batches) { text in
      unsafe EVP_MAC_init(context, nil, 0, nil)
      unsafe EVP_MAC_update(context, text.baseAddress, text.count)
      unsafe EVP_MAC_final(context, &digest, nil, 32)
    }
  }

  static func sealingNanoseconds(_ values: ValueBatches, _ column: String) -> Int {
    let batches = texts(values, column)
    let cipher = unsafe EVP_CIPHER_fetch(nil, "AES-256-SIV", nil)
    let context = unsafe EVP_CIPHER_CTX_new()
    defer {
      unsafe EVP_CIPHER_CTX_free(context)
      unsafe EVP_CIPHER_free(cipher)
    }
    var output = [UInt8](repeating: 0, count: 4096)
    var tag = [UInt8](repeating: 0, count: 16)
    return unsafe nanoseconds(batches) { text in
      var written: Int32 = 0
      unsafe EVP_EncryptInit_ex2(context, cipher, key, nil, nil)
      unsafe EVP_EncryptUpdate(context, &output, &written, text.baseAddress, Int32(text.count))
      unsafe EVP_EncryptFinal_ex(context, &output, &written)
      unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, &tag)
    }
  }
}
