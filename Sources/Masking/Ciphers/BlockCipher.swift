import CCrypto

/// AES in electronic-codebook mode over many blocks at once: what FF1 and SIV are made of. For one thread.
@safe final class BlockCipher {
  private let context: OpaquePointer

  /// Keys of 16, 24 or 32 bytes.
  init(_ key: SecretKey) throws(MaskingError) {
    let cipher =
      switch key.count {
      case 16: unsafe EVP_aes_128_ecb()
      case 24: unsafe EVP_aes_192_ecb()
      default: unsafe EVP_aes_256_ecb()
      }
    guard [16, 24, 32].contains(key.count), let context = unsafe EVP_CIPHER_CTX_new() else {
      throw MaskingError("AES is not to be had", kind: .unsupported)
    }
    unsafe self.context = unsafe context
    let started = unsafe key.storage.withBytes { key in
      unsafe EVP_EncryptInit_ex2(context, cipher, key.baseAddress, nil, nil)
    }
    guard started == 1 else { throw MaskingError("AES is not to be had", kind: .unsupported) }
    unsafe EVP_CIPHER_CTX_set_padding(context, 0)
  }

  deinit { unsafe EVP_CIPHER_CTX_free(context) }

  /// Encrypts whole blocks of 16 bytes in place.
  func encrypt(_ blocks: inout [UInt8]) {
    let count = blocks.count
    encrypt(&blocks, count: count)
  }

  /// Encrypts the first `count` bytes, a multiple of 16.
  func encrypt(_ blocks: inout [UInt8], count: Int) {
    precondition(count % 16 == 0 && count <= blocks.count)
    var done = 0
    while done < count {
      let part = min(count - done, 1 << 30)
      unsafe blocks.withUnsafeMutableBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        var written: Int32 = 0
        let result = unsafe EVP_EncryptUpdate(context, base + done, &written, base + done, Int32(part))
        precondition(result == 1 && written == Int32(part))
      }
      done += part
    }
  }

  /// One block encrypted.
  func encrypted(_ block: [UInt8]) -> [UInt8] {
    var block = block
    encrypt(&block)
    return block
  }
}
