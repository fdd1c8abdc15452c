import Columnar

extension RunLengthBitPacked {
  /// `count` values of `width` bits (0 to 32). Few bytes can stand for many values: the caller limits `count`.
  ///
  /// - Throws: `malformed` where the runs hold fewer values, or the width is impossible.
  public static func decode(_ bytes: RawSpan, width: Int, count: Int) throws(ParquetError) -> [UInt32] {
    guard (0...32).contains(width) else { throw .malformed("values of \(width) bits") }
    if width == 0 && count >= 0 { return [UInt32](repeating: 0, count: count) }
    try prove(bytes, width: width, count: count)
    return try [UInt32](filling: count) { span throws(ParquetError) in
      var runs = Runs(bytes, width: width, count: count)
      var position = 0
      while let run = try runs.next() {
        switch run {
        case .repeated(let value, let count):
          var part = span.part(position..<position + count)
          part.update(repeating: value)
          position += count
        case .packed(let range, let count):
          var part = span.part(position..<position + count)
          BitPacking.unpack(bytes.extracting(range.lowerBound...), width: width, to: &part)
          position += count
        }
      }
    }
  }

  /// The body of a dictionary-encoded data page behind its levels: a byte with the width, then `count` indices.
  ///
  /// - Throws: `malformed` where an index is not below `dictionaryCount`, or the runs hold fewer values.
  public static func decodeIndices(
    _ bytes: RawSpan, count: Int, dictionaryCount: Int
  ) throws(ParquetError) -> [UInt32] {
    if count == 0 { return [] }
    guard bytes.byteCount > 0 else { throw .malformed("a page of indices without their width") }
    let indices = try decode(bytes.extracting(1..<bytes.byteCount), width: Int(bytes[0]), count: count)
    var highest: UInt32 = 0
    for index in indices { highest = max(highest, index) }
    guard Int(highest) < dictionaryCount else {
      throw .malformed("an index into a dictionary of \(dictionaryCount) values is outside it")
    }
    return indices
  }

  /// `count` levels from 0 to `maximum`.
  ///
  /// - Throws: `malformed` where a level is above `maximum`, or the runs hold fewer levels.
  public static func decodeLevels(_ bytes: RawSpan, maximum: Int, count: Int) throws(ParquetError) -> [UInt8] {
    guard (0...255).contains(maximum) else { throw .unsupported("nesting of \(maximum) levels") }
    let width = BitPacking.width(of: UInt64(maximum))
    if width == 0 && count >= 0 { return [UInt8](repeating: 0, count: count) }
    try prove(bytes, width: width, count: count)
    let levels = try [UInt8](filling: count) { span throws(ParquetError) in
      var runs = Runs(bytes, width: width, count: count)
      var position = 0
      while let run = try runs.next() {
        switch run {
        case .repeated(let value, let count):
          var part = span.part(position..<position + count)
          part.update(repeating: UInt8(truncatingIfNeeded: value))
          position += count
        case .packed(let range, let count):
          var part = span.part(position..<position + count)
          BitPacking.unpack(bytes.extracting(range.lowerBound...), width: width, to: &part)
          position += count
        }
      }
    }
    var highest: UInt8 = 0
    for level in levels { highest = max(highest, level) }
    guard highest <= maximum else { throw .malformed("a level above the greatest, \(maximum)") }
    return levels
  }

  /// `count` values of one bit.
  ///
  /// - Throws: `malformed` where the runs hold fewer.
  public static func decodeBitmap(_ bytes: RawSpan, count: Int) throws(ParquetError) -> Bitmap {
    try prove(bytes, width: 1, count: count)
    var runs = Runs(bytes, width: 1, count: count)
    var bits = BitWriter(capacity: count)
    while let run = try runs.next() {
      switch run {
      case .repeated(let value, let count): bits.append(repeating: value != 0, count: count)
      case .packed(let range, let count): bits.append(bytes.extracting(range), count: count)
      }
    }
    return bits.finish()
  }

  /// Boolean values as the RLE encoding has them: behind a 4-byte length.
  static func decodePrefixedBitmap(_ bytes: RawSpan, count: Int) throws(ParquetError) -> Bitmap {
    if count == 0 { return Bitmap(repeating: false, count: 0) }
    guard bytes.byteCount >= 4 else { throw .malformed("a page ends within the length of its runs") }
    let length = Int(bytes.integer(at: 0, as: UInt32.self))
    guard length <= bytes.byteCount - 4 else { throw .malformed("runs are longer than their page") }
    return try decodeBitmap(bytes.extracting(4..<4 + length), count: count)
  }
}
