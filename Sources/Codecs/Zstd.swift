import CZstd

/// Zstandard, RFC 8878. Several frames in a row are one stream.
enum Zstd {
  private static let compressors = unsafe ContextPool { unsafe ZSTD_createCCtx() }
  private static let decompressors = unsafe ContextPool { unsafe ZSTD_createDCtx() }

  static func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(CodecError) {
    let count = unsafe decompressors.withContext { context in
      unsafe ZSTD_decompressDCtx(context, output.baseAddress, output.count, input.baseAddress, input.count)
    }
    guard let count else { throw .outOfMemory(.zstd) }
    guard ZSTD_isError(count) == 0, count == output.count else { throw .malformed(.zstd, size: output.count) }
  }

  static func compress(_ input: UnsafeRawBufferPointer, level: Int) throws(CodecError) -> [UInt8] {
    unsafe try compressed(.zstd, bound: ZSTD_compressBound(input.count)) { output in
      let count = unsafe compressors.withContext { context in
        unsafe ZSTD_compressCCtx(
          context, output.baseAddress, output.count, input.baseAddress, input.count, Int32(level))
      }
      guard let count, ZSTD_isError(count) == 0 else { return nil }
      return count
    }
  }
}
