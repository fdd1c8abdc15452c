import CZstd

/// Zstandard, RFC 8878. Several frames in a row are one stream.
enum Zstd {
  private static let compressors = unsafe ContextPool { unsafe ZSTD_createCCtx() }
  private static let decompressors = unsafe ContextPool { unsafe ZSTD_createDCtx() }

  /// Logarithm of the bytes that are kept of a stream to refer back to, where it is not decompressed at once: 8 MiB, as RFC 8878
  /// recommends (section 3.1.1.1.2).
  private static let largestWindow: Int32 = 23

  static func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(CodecError) {
    let count = unsafe decompressors.withContext { context in
      unsafe ZSTD_decompressDCtx(context, output.baseAddress, output.count, input.baseAddress, input.count)
    }
    guard let count else { throw .outOfMemory(.zstd) }
    guard ZSTD_isError(count) == 0, count == output.count else { throw .malformed(.zstd, size: output.count) }
  }

  /// The first bytes, as many as `output` has, of a stream of more. What is behind them is not decompressed.
  static func decompressStart(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(CodecError) {
    let count = unsafe decompressors.withContext { context -> Int in
      var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
      var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
      _ = unsafe ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
      _ = unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Zstd.largestWindow)
      while unsafe target.pos < target.size {
        let before = unsafe source.pos + target.pos
        let hint = unsafe ZSTD_decompressStream(context, &target, &source)
        // An error, or no way forward: the input ends too early.
        let after = unsafe source.pos + target.pos
        if ZSTD_isError(hint) != 0 || after == before { break }
      }
      _ = unsafe ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
      return unsafe target.pos
    }
    guard let count else { throw .outOfMemory(.zstd) }
    guard count == output.count else { throw .malformed(.zstd, size: output.count) }
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

  /// By the strategy of level 1, with a table of 2 to the power of `tableBits` places.
  static func compress(_ input: UnsafeRawBufferPointer, tableBits: Int) throws(CodecError) -> [UInt8] {
    unsafe try compressed(.zstd, bound: ZSTD_compressBound(input.count)) { output in
      let count = unsafe compressors.withContext { context -> Int in
        _ = unsafe ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters)
        _ = unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 1)
        _ = unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_hashLog, Int32(tableBits))
        _ = unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_minMatch, 7)
        return unsafe ZSTD_compress2(context, output.baseAddress, output.count, input.baseAddress, input.count)
      }
      guard let count, ZSTD_isError(count) == 0 else { return nil }
      return count
    }
  }
}
