import CDeflate

/// GZIP, RFC 1952: one member or several. Some writers wrap the stream as zlib does (RFC 1950) instead.
enum Gzip {
  private static let decompressors = unsafe ContextPool { unsafe libdeflate_alloc_decompressor() }
  /// One pool a level: libdeflate binds a context to it.
  private static let compressors = (0...12).map { level in
    unsafe ContextPool { unsafe libdeflate_alloc_compressor(Int32(level)) }
  }

  static func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(CodecError) {
    let complete = unsafe decompressors.withContext { context in
      var consumed = 0
      var produced = 0
      repeat {
        var used = 0
        var written = 0
        let rest = unsafe UnsafeRawBufferPointer(rebasing: input[consumed...])
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: output[produced...])
        let decode = unsafe isZlib(rest) ? libdeflate_zlib_decompress_ex : libdeflate_gzip_decompress_ex
        let result = unsafe decode(
          context, rest.baseAddress, rest.count, room.baseAddress, room.count, &used, &written)
        guard result == LIBDEFLATE_SUCCESS, used > 0 else { return false }
        consumed += used
        produced += written
      } while consumed < input.count
      return produced == output.count
    }
    guard let complete else { throw .outOfMemory(.gzip) }
    guard complete else { throw .malformed(.gzip, size: output.count) }
  }

  private static func isZlib(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 2 else { return false }
    let header = unsafe UInt16(bytes[0]) << 8 | UInt16(bytes[1])
    return unsafe header != 0x1f8b && bytes[0] & 0x0f == 8 && header % 31 == 0
  }

  static func compress(_ input: UnsafeRawBufferPointer, level: Int) throws(CodecError) -> [UInt8] {
    unsafe try compressed(.gzip, bound: libdeflate_gzip_compress_bound(nil, input.count)) { output in
      let count = unsafe compressors[level].withContext { context in
        unsafe libdeflate_gzip_compress(
          context, input.baseAddress, input.count, output.baseAddress, output.count)
      }
      guard let count, count > 0 else { return nil }
      return count
    }
  }
}
