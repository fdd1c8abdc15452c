import CCrypto

/// Bytes that are overwritten when the last one who holds them lets go, and that no description shows.
@safe final class SecretBytes: @unchecked Sendable {
  // Never written to after `init`.
  private let memory: UnsafeMutableRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe memory = .allocate(byteCount: bytes.count, alignment: 16)
    unsafe memory.copyMemory(from: bytes)
  }

  init(_ bytes: [UInt8]) {
    unsafe memory = .allocate(byteCount: bytes.count, alignment: 16)
    unsafe memory.copyBytes(from: bytes)
  }

  deinit {
    unsafe OPENSSL_cleanse(memory.baseAddress, memory.count)
    unsafe memory.deallocate()
  }

  var count: Int { unsafe memory.count }

  /// Lends the bytes, which must not be copied to where they stay.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    unsafe body(UnsafeBufferPointer(memory.bindMemory(to: UInt8.self)))
  }
}
