import CCrypto
import CKernels
import Columnar

/// HMAC-SHA-256 under one key (FIPS 180-4, RFC 2104), prepared once for many messages. Overwritten when released.
final class MessageKey: Sendable {
  /// The states after the padded key, which are as good as the key itself.
  private let states: SecretBytes

  init(_ key: SecretKey) {
    states = unsafe key.storage.withBytes { bytes in
      var prepared = louver_hmac_key()
      unsafe louver_hmac_prepare(&prepared, bytes.baseAddress, bytes.count)
      defer { unsafe OPENSSL_cleanse(&prepared, MemoryLayout<louver_hmac_key>.size) }
      return unsafe withUnsafeBytes(of: prepared) { unsafe SecretBytes($0) }
    }
  }

  private func withPrepared<Result>(_ body: (UnsafePointer<louver_hmac_key>) -> Result) -> Result {
    unsafe states.withBytes { bytes in
      unsafe bytes.withMemoryRebound(to: louver_hmac_key.self) { unsafe body($0.baseAddress!) }
    }
  }

  /// 32 bytes for each message, end to end.
  func digests(of messages: ByteStrings, by path: louver_sha_path = louver_sha_best()) -> [UInt8] {
    [UInt8](filling: 32 * messages.count) { digests in
      unsafe withPrepared { key in
        unsafe Self.withPointers(messages, &digests) { bytes, offsets, digests in
          unsafe louver_hmac_many(key, bytes, offsets, messages.count, digests, path)
        }
      }
    }
  }

  /// The first `digits` lower-case hexadecimal digits of each message's digest, end to end. `digits` is even, up to 64.
  func hexadecimal(of messages: ByteStrings, digits: Int, by path: louver_sha_path = louver_sha_best()) -> [UInt8] {
    precondition(digits % 2 == 0 && digits <= 64)
    return [UInt8](filling: digits * messages.count) { text in
      unsafe withPrepared { key in
        unsafe Self.withPointers(messages, &text) { bytes, offsets, text in
          unsafe louver_hmac_many_hex(key, bytes, offsets, messages.count, digits, text, path)
        }
      }
    }
  }

  /// The digest of one message.
  func digest(of message: [UInt8]) -> [UInt8] {
    digests(of: ByteStrings(offsets: [0, UInt32(message.count)], bytes: message))
  }

  /// The first 8 bytes of each message's digest as a big-endian number.
  func draws(of messages: ByteStrings) -> [UInt64] {
    let digests = digests(of: messages)
    let span = digests.span
    return [UInt64](filling: messages.count) { draws in
      for index in 0..<draws.count { draws[index] = span.bigEndian64(at: 32 &* index) }
    }
  }

  private static func withPointers(
    _ messages: ByteStrings, _ output: inout MutableSpan<UInt8>,
    _ body: (UnsafePointer<UInt8>?, UnsafePointer<UInt32>?, UnsafeMutablePointer<UInt8>?) -> Void
  ) {
    unsafe messages.bytes.withUnsafeBufferPointer { bytes in
      unsafe messages.offsets.withUnsafeBufferPointer { offsets in
        unsafe output.withUnsafeMutableBufferPointer { output in
          unsafe body(bytes.baseAddress, offsets.baseAddress, output.baseAddress)
        }
      }
    }
  }
}
