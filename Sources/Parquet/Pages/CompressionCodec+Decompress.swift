import Codecs

extension CompressionCodec {
  /// Hands on what `bytes` stand for, which is `size` bytes; what is not compressed is not copied. With `start` it may be only so
  /// many bytes of the beginning.
  func withDecompressed<Result>(
    _ bytes: RawSpan, size: Int, start: Int? = nil, _ body: (RawSpan) throws(ParquetError) -> Result
  ) throws(ParquetError) -> Result {
    guard let codec else { throw .unsupported("pages compressed with \(self) cannot be read") }
    if codec == .uncompressed {
      guard bytes.byteCount == size else { throw .malformed("an uncompressed page has two different sizes") }
      return try body(bytes)
    }
    let decompressed: [UInt8]
    do throws(CodecError) {
      decompressed =
        if let start { try Codecs.decompressStart(codec, bytes, size: size, count: start) } else {
          try Codecs.decompress(codec, bytes, size: size)
        }
    } catch {
      throw ParquetError(error.kind, error.message, hint: error.hint)
    }
    return try body(decompressed.rawBytes)
  }
}
