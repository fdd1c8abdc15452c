import Columnar

/// The definition or repetition levels of a page, still encoded.
struct LevelSection: ~Escapable {
  /// In which order the deprecated BIT_PACKED encoding fills its bytes.
  enum BitOrder {
    /// As the format has it.
    case mostSignificantFirst
    /// As Impala wrote it.
    case leastSignificantFirst

    init(_ habits: WriterHabits) {
      self = habits.reversesBitPackedLevels ? .leastSignificantFirst : .mostSignificantFirst
    }
  }

  private enum Form {
    case runLength
    case bitPacked(BitOrder)
  }

  let bytes: RawSpan
  private let form: Form
  /// The greatest level there can be.
  private let maximum: Int
  /// Slots of the page.
  private let count: Int

  /// Takes the levels off a v1 page, where what comes first depends on the encoding.
  @_lifetime(copy sections)
  init(
    from sections: inout SectionReader, encoding: Encoding, _ order: BitOrder, maximum: Int, count: Int
  ) throws(ParquetError) {
    self.maximum = maximum
    self.count = count
    switch encoding {
    case .runLength:
      form = .runLength
      bytes = try sections.takeMeasured()
    case .bitPacked:
      form = .bitPacked(order)
      bytes = try sections.take(BitPackedLevels.byteCount(count: count, maximum: maximum))
    default: throw .unsupported("levels cannot be encoded as \(encoding)")
    }
  }

  /// Takes the levels off a v2 page, whose header tells their size.
  @_lifetime(copy sections)
  init(from sections: inout SectionReader, size: Int32, maximum: Int, count: Int) throws(ParquetError) {
    self.maximum = maximum
    self.count = count
    form = .runLength
    bytes = try sections.take(Int(size))
  }

  /// One level a slot, none above the maximum.
  func levels() throws(ParquetError) -> [UInt8] {
    switch form {
    case .runLength: return try RunLengthBitPacked.decodeLevels(bytes, maximum: maximum, count: count)
    case .bitPacked(.mostSignificantFirst): return try BitPackedLevels.decode(bytes, maximum: maximum, count: count)
    case .bitPacked(.leastSignificantFirst):
      let width = BitPacking.width(of: UInt64(maximum))
      let levels = [UInt8](filling: count) { BitPacking.unpack(bytes, width: width, to: &$0) }
      guard levels.allSatisfy({ $0 <= maximum }) else { throw .malformed("a level above the greatest, \(maximum)") }
      return levels
    }
  }

  /// One bit a slot, where the maximum is 1.
  func bitmap() throws(ParquetError) -> Bitmap {
    switch form {
    case .runLength: try RunLengthBitPacked.decodeBitmap(bytes, count: count)
    case .bitPacked: Bitmap(try levels().lazy.map { $0 != 0 })
    }
  }
}
