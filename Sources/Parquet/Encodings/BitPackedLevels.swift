import Columnar

/// Levels of fixed width, most significant bit first: deprecated, without any runs or length
/// (Parquet format, "Bit-packed (Deprecated)").
public enum BitPackedLevels {
  /// Bytes that `count` levels from 0 to `maximum` take.
  public static func byteCount(count: Int, maximum: Int) -> Int {
    BitPacking.byteCount(count, width: BitPacking.width(of: UInt64(maximum)))
  }

  /// `count` levels from 0 to `maximum`.
  ///
  /// - Throws: `malformed` where the bytes end early or a level is above `maximum`.
  public static func decode(_ bytes: RawSpan, maximum: Int, count: Int) throws(ParquetError) -> [UInt8] {
    guard (0...255).contains(maximum) else { throw .unsupported("nesting of \(maximum) levels") }
    let width = BitPacking.width(of: UInt64(maximum))
    guard count >= 0, byteCount(count: count, maximum: maximum) <= bytes.byteCount else {
      throw .malformed("a page ends before its levels do")
    }
    return try [UInt8](filling: count) { span throws(ParquetError) in
      for index in 0..<count {
        var level = 0
        for bit in index * width..<(index + 1) * width {
          level = level << 1 | Int(bytes[bit >> 3] >> UInt8(7 - bit & 7) & 1)
        }
        guard level <= maximum else { throw .malformed("a level above the greatest, \(maximum)") }
        span[index] = UInt8(level)
      }
    }
  }
}
