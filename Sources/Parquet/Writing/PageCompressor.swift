import Codecs
import Columnar

/// Compresses the pages of one column chunk.
///
/// Where nobody asked for a level of zstd, a part of the first large page of a kind tells which way suits the values: the quickest that
/// takes little more room than the default level.
struct PageCompressor {
  /// What a page holds, as far as it matters here.
  enum Content {
    case indices
    case values

    init(_ encoding: Encoding) { self = encoding.isDictionary ? .indices : .values }
  }

  private enum Way {
    case table(bits: Int)
    case level(Int?)
  }

  /// Ways of zstd, the quickest first; they take less room the further down.
  private static let ways: [Way] = [
    .table(bits: 10), .table(bits: 12), .table(bits: 14), .table(bits: 15), .table(bits: 16), .level(2),
  ]
  /// A way's bytes in proportion to those of the default level that are accepted for its speed.
  private static let growth = 1.1
  /// Bytes of a page that tell about others.
  private static let smallestSample = 16 << 10

  let options: ChunkOptions
  /// The way for each kind of page, once it is known.
  private var indexWay: Way?
  private var valueWay: Way?

  init(_ options: ChunkOptions) { self.options = options }

  /// Whether a page of this kind is compressed the same whatever pages come before it from now on.
  func isDecided(_ content: Content) -> Bool {
    options.codec != .zstd || options.level != nil || (content == .indices ? indexWay : valueWay) != nil
  }

  /// What `encode` writes behind `prefix` in the chunk's codec, and its size before; as it is where compressing gains nothing and
  /// it may be stored so. `strings` are the values where they are PLAIN byte arrays: tokens need not be encoded.
  mutating func body(
    behind prefix: [UInt8], _ content: Content, _ strings: ByteStrings?, mayBeStored: Bool = false,
    _ encode: (_ prefix: [UInt8]) throws(ParquetError) -> [UInt8]
  ) throws(ParquetError) -> (bytes: [UInt8], size: Int, isCompressed: Bool) {
    if options.codec == .zstd, let strings, let frame = Codecs.zstdFrame(ofTokens: strings, behind: prefix) {
      // Others of the chunk will be so too, and may be made by others: nothing is left to be decided.
      if valueWay == nil { valueWay = .level(nil) }
      return (frame, prefix.count + ValueCosts(.bytes(strings)).bytes(0..<strings.count), true)
    }
    let raw = try encode(prefix)
    if mayBeStored && raw.isEmpty { return (raw, 0, false) }
    let packed = try compressed(raw, content)
    return mayBeStored && packed.count >= raw.count ? (raw, raw.count, false) : (packed, raw.count, true)
  }

  /// `bytes` in the chunk's codec.
  private mutating func compressed(_ bytes: [UInt8], _ content: Content) throws(ParquetError) -> [UInt8] {
    if options.codec == .uncompressed { return bytes }
    guard options.codec == .zstd, options.level == nil else {
      return try compressed(bytes.rawBytes, .level(options.level))
    }
    return content == .indices
      ? try compressed(bytes, choosing: &indexWay) : try compressed(bytes, choosing: &valueWay)
  }

  private func compressed(_ bytes: [UInt8], choosing way: inout Way?) throws(ParquetError) -> [UInt8] {
    if way == nil, bytes.count >= PageCompressor.smallestSample { way = try suitableWay(bytes.rawBytes) }
    return try compressed(bytes.rawBytes, way ?? .level(nil))
  }

  /// By the quarter in the middle: of a page of 1 MiB still so much that zstd takes the tables that it takes for the whole.
  private func suitableWay(_ bytes: RawSpan) throws(ParquetError) -> Way {
    let middle = bytes.byteCount / 2
    let part = max(bytes.byteCount / 4 + 1, PageCompressor.smallestSample)
    let sample = bytes.extracting(middle - part / 2..<middle + (part + 1) / 2)
    let limit = PageCompressor.growth * Double(try compressed(sample, .level(nil)).count)
    var (first, end) = (0, PageCompressor.ways.count)
    while first < end {
      let middle = (first + end) / 2
      if Double(try compressed(sample, PageCompressor.ways[middle]).count) <= limit {
        end = middle
      } else {
        first = middle + 1
      }
    }
    return first < PageCompressor.ways.count ? PageCompressor.ways[first] : .level(nil)
  }

  private func compressed(_ bytes: RawSpan, _ way: Way) throws(ParquetError) -> [UInt8] {
    do throws(CodecError) {
      switch way {
      case .table(let bits): return try Codecs.zstdFrame(of: bytes, tableBits: bits)
      case .level(let level): return try Codecs.compress(options.codec, level: level, bytes)
      }
    } catch {
      throw ParquetError(error.kind, error.message, hint: error.hint)
    }
  }
}
