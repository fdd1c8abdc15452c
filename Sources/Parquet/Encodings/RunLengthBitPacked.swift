import Columnar

/// The hybrid of runs and bit-packed groups: dictionary indices, levels and booleans (Parquet format,
/// "Run Length Encoding / Bit-Packing Hybrid").
public enum RunLengthBitPacked {
  /// One stretch of values.
  enum Run {
    case repeated(UInt32, count: Int)
    /// Bit-packed values in a range of the bytes.
    case packed(Range<Int>, count: Int)
  }

  /// Walks the runs of `count` values. Every run is checked against the bytes.
  struct Runs: ~Escapable {
    let bytes: RawSpan
    let width: Int
    private(set) var remaining: Int
    private var position = 0

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan, width: Int, count: Int) {
      self.bytes = bytes
      self.width = width
      remaining = count
    }

    /// The next run, cut to what is still asked for; nil behind the last value.
    ///
    /// A last bit-packed run may end with the byte of its last value asked for: some writers leave the padding out.
    mutating func next() throws(ParquetError) -> Run? {
      while remaining > 0 {
        let header = try bytes.varint(at: &position)
        guard header <= UInt32.max else { throw .malformed("a run of more values than a page can have") }
        let length = Int(header >> 1)
        if header & 1 == 0 {
          let value = try repeatedValue()
          if length == 0 { continue }
          let count = min(length, remaining)
          remaining -= count
          return .repeated(value, count: count)
        }
        if length == 0 { continue }
        let count = min(length * 8, remaining)
        guard BitPacking.byteCount(count, width: width) <= bytes.byteCount - position else {
          throw .malformed("a page ends within a bit-packed run")
        }
        let range = position..<min(position + length * width, bytes.byteCount)
        position = range.upperBound
        remaining -= count
        return .packed(range, count: count)
      }
      return nil
    }

    private mutating func repeatedValue() throws(ParquetError) -> UInt32 {
      let size = (width + 7) / 8
      guard size <= bytes.byteCount - position else { throw .malformed("a page ends within a run") }
      var value: UInt32 = 0
      for index in 0..<size { value |= UInt32(bytes[position + index]) << UInt32(index * 8) }
      guard BitPacking.width(of: UInt64(value)) <= width else {
        throw .malformed("a run's value has more than \(width) bits")
      }
      position += size
      return value
    }
  }

  /// Walks all runs once, so that `count` is known to be there before memory is reserved for it.
  static func prove(_ bytes: RawSpan, width: Int, count: Int) throws(ParquetError) {
    guard count >= 0 else { throw .malformed("a negative number of values") }
    var runs = Runs(bytes, width: width, count: count)
    while try runs.next() != nil {}
  }
}
