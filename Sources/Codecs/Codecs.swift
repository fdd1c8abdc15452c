public import Columnar

/// Bytes to bytes: compression with limits.
public enum Codecs {
  /// The bytes that `input` stands for: exactly `size` of them.
  ///
  /// `size` is a claim from outside that the caller has limited. Memory beyond what `input` can prove is not
  /// reserved for it: each codec's greatest expansion caps it, and where a codec has none the output grows as
  /// it is decoded. An empty input stands for no bytes.
  ///
  /// - Throws: `malformed` where the stream is damaged, or holds fewer or more bytes than `size`.
  public static func decompress(_ codec: Codec, _ input: RawSpan, size: Int) throws(CodecError) -> [UInt8] {
    guard size >= 0, codec.maximumSize(from: input.byteCount).map({ size <= $0 }) ?? true else {
      throw .malformed(codec, size: size)
    }
    if input.byteCount == 0 {
      guard size == 0 else { throw .malformed(codec, size: size) }
      return []
    }
    return unsafe try input.withUnsafeBytes { bytes throws(CodecError) in
      switch codec {
      case .uncompressed:
        guard bytes.count == size else { throw .malformed(codec, size: size) }
        return unsafe [UInt8](bytes)
      case .brotli: return unsafe try Brotli.decompress(bytes, size: size)
      case .snappy: return unsafe try filled(size, from: bytes, Snappy.decompress)
      case .gzip: return unsafe try filled(size, from: bytes, Gzip.decompress)
      case .zstd: return unsafe try filled(size, from: bytes, Zstd.decompress)
      case .lz4Raw: return unsafe try filled(size, from: bytes, Lz4.decompressBlock)
      case .lz4Hadoop: return unsafe try filled(size, from: bytes, Lz4.decompressHadoop)
      }
    }
  }

  /// The first bytes that `input` stands for: at least `count` of the `size` in all. What is behind them is not looked at by codecs
  /// that can stop there.
  ///
  /// - Throws: as `decompress` does.
  public static func decompressStart(
    _ codec: Codec, _ input: RawSpan, size: Int, count: Int
  ) throws(CodecError) -> [UInt8] {
    guard codec == .zstd, input.byteCount > 0, 0..<size ~= count,
      codec.maximumSize(from: input.byteCount).map({ size <= $0 }) ?? true
    else { return try decompress(codec, input, size: size) }
    return unsafe try input.withUnsafeBytes { bytes throws(CodecError) in
      unsafe try filled(count, from: bytes, Zstd.decompressStart)
    }
  }

  /// Compresses `input` at a level of the codec's own scale; nil takes `Codec.defaultLevel`.
  ///
  /// - Throws: `invalidArgument` for a level outside `Codec.levels`, `unsupported` for `lz4Hadoop`,
  ///   `limitExceeded` for an input larger than the codec can take.
  public static func compress(_ codec: Codec, level: Int?, _ input: RawSpan) throws(CodecError) -> [UInt8] {
    let level = try checked(level, for: codec)
    return unsafe try input.withUnsafeBytes { bytes throws(CodecError) in
      switch codec {
      case .uncompressed: unsafe [UInt8](bytes)
      case .snappy: unsafe try Snappy.compress(bytes)
      case .gzip: unsafe try Gzip.compress(bytes, level: level)
      case .brotli: unsafe try Brotli.compress(bytes, level: level)
      case .zstd: unsafe try Zstd.compress(bytes, level: level)
      case .lz4Raw: unsafe try Lz4.compressBlock(bytes)
      case .lz4Hadoop:
        throw CodecError(.unsupported, "the deprecated LZ4 codec is not written", hint: "use LZ4_RAW")
      }
    }
  }

  /// A zstd frame made by the quickest strategy with a table of 2 to the power of `tableBits` (6 to 30) places for what was seen: the
  /// smaller, the quicker, and the fewer repetitions are found.
  ///
  /// - Throws: `limitExceeded` for an input larger than the codec can take.
  public static func zstdFrame(of input: RawSpan, tableBits: Int) throws(CodecError) -> [UInt8] {
    return unsafe try input.withUnsafeBytes { bytes throws(CodecError) in
      unsafe try Zstd.compress(bytes, tableBits: tableBits)
    }
  }

  /// A zstd frame for PLAIN byte arrays (Parquet format, "Plain") that are hexadecimal tokens, made in a fraction of the time that
  /// `compress` takes and smaller than at its default level.
  ///
  /// Nil where `strings` are not digits in lower case, as many in each, an even number from 16 to 64. The bytes of `prefix`, which
  /// stand before them, are stored as they are.
  public static func zstdFrame(ofTokens strings: ByteStrings, behind prefix: [UInt8]) -> [UInt8]? {
    HexadecimalFrame.encode(strings, behind: prefix)
  }

  private static func checked(_ level: Int?, for codec: Codec) throws(CodecError) -> Int {
    guard let level else { return codec.defaultLevel }
    guard let levels = codec.levels else {
      throw CodecError(.invalidArgument, "codec \(codec.rawValue) has no levels")
    }
    guard levels.contains(level) else {
      throw CodecError(
        .invalidArgument, "codec \(codec.rawValue) has no level \(level)",
        hint: "levels are \(levels.lowerBound) to \(levels.upperBound)")
    }
    return level
  }

  /// An array of `size` bytes that `body` fills altogether or throws.
  private static func filled(
    _ size: Int, from input: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) throws(CodecError) -> Void
  ) throws(CodecError) -> [UInt8] {
    // Libraries are given a real address even for no output at all.
    let result = try [UInt8](filling: max(size, 1)) { span throws(CodecError) in
      unsafe try span.withUnsafeMutableBytes { output throws(CodecError) in
        unsafe try body(input, UnsafeMutableRawBufferPointer(rebasing: output[0..<size]))
      }
    }
    return size == 0 ? [] : result
  }
}
