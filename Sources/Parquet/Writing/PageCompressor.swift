import Codecs
import Columnar

/// Compresses the pages of one column chunk.
///
/// Where nobody asked for a level of zstd, the second page of a kind tells which suits the values: the lowest that takes little more room than
/// the default. A first page is often the only one, and does not pay for trials.
struct PageCompressor {
  /// What a page holds, as far as it matters here.
  enum Content {
    case indices
    /// PLAIN byte arrays.
    case strings
    case values

    init(_ encoding: Encoding, _ type: PhysicalType) {
      self = encoding.isDictionary ? .indices : encoding == .plain && type == .byteArray ? .strings : .values
    }
  }

  /// What is known of a kind of page.
  private enum Choice {
    case none
    case onePage
    case level(Int)
  }

  /// A level's bytes in proportion to those of the default that are accepted for its speed.
  private static let growth = 1.1
  /// Bytes of a page that tell about others.
  private static let smallestSample = 16 << 10

  let options: ChunkOptions
  private var indices = Choice.none
  private var values = Choice.none

  init(_ options: ChunkOptions) { self.options = options }

  /// `bytes` in the chunk's codec. The page's values begin at `valuesFrom`.
  mutating func compressed(_ bytes: [UInt8], _ content: Content, valuesFrom: Int) throws(ParquetError) -> [UInt8] {
    guard options.codec == .zstd else { return try compressed(bytes, level: options.level) }
    if content == .strings, let frame = Codecs.zstdFrame(ofTokens: bytes, from: valuesFrom) { return frame }
    guard options.level == nil, bytes.count >= PageCompressor.smallestSample else {
      return try compressed(bytes, level: options.level)
    }
    return try content == .indices ? compressed(bytes, choosing: &indices) : compressed(bytes, choosing: &values)
  }

  private func compressed(_ bytes: [UInt8], choosing choice: inout Choice) throws(ParquetError) -> [UInt8] {
    if case .level(let level) = choice { return try compressed(bytes, level: level) }
    let usual = try compressed(bytes, level: nil)
    guard case .onePage = choice else {
      choice = .onePage
      return usual
    }
    for level in 1..<options.codec.defaultLevel {
      let fast = try compressed(bytes, level: level)
      if Double(fast.count) <= PageCompressor.growth * Double(usual.count) {
        choice = .level(level)
        return fast
      }
    }
    choice = .level(options.codec.defaultLevel)
    return usual
  }

  private func compressed(_ bytes: [UInt8], level: Int?) throws(ParquetError) -> [UInt8] {
    if options.codec == .uncompressed { return bytes }
    do throws(CodecError) {
      return try Codecs.compress(options.codec, level: level, bytes.rawBytes)
    } catch {
      throw ParquetError(error.kind, error.message, hint: error.hint)
    }
  }
}
