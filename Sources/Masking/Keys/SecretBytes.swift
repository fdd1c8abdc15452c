import CCrypto

/// Bytes that are overwritten when the last one who holds them lets go, and that no description shows. They lie in
/// OpenSSL's secure heap: in memory that is neither swapped (where the system lets one lock memory) nor dumped.
@safe final class SecretBytes: @unchecked Sendable {
  // Never written to after `init`.
  private let memory: UnsafeMutableRawBufferPointer

  /// Room for a thousand keys; what is beyond it lies in ordinary memory. Once for the process.
  private static let heap: Int32 = CRYPTO_secure_malloc_init(1 << 16, 64)

  init(_ bytes: UnsafeRawBufferPointer) {
    _ = Self.heap
    // Blocks are as aligned as they are long.
    let size = max(bytes.count, 64)
    guard let start = unsafe CRYPTO_secure_malloc(size, #file, #line) ?? CRYPTO_malloc(size, #file, #line) else {
      preconditionFailure("there is no memory for a key")
    }
    unsafe memory = UnsafeMutableRawBufferPointer(start: start, count: bytes.count)
    unsafe memory.copyMemory(from: bytes)
  }

  deinit { unsafe CRYPTO_secure_clear_free(memory.baseAddress, memory.count, #file, #line) }

  var count: Int { unsafe memory.count }

  /// Lends the bytes, which must not be copied to where they stay.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    unsafe body(UnsafeBufferPointer(memory.bindMemory(to: UInt8.self)))
  }
}
