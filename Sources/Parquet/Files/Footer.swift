import Columnar

/// The end of a file: metadata, its length in four bytes, and the magic (Parquet format, "File Format").
enum Footer {
  static let magic = Array("PAR1".utf8)
  /// In place of the magic where the footer is encrypted.
  private static let encryptedMagic = Array("PARE".utf8)
  /// Length and magic.
  private static let tailSize = 8
  /// What is read at once in the hope that the footer is within.
  private static let firstRead = 64 << 10

  /// The bytes of the metadata and where they are.
  static func read(from source: any ByteRangeSource, limits: ReadLimits) throws -> ([UInt8], Range<Int>) {
    let size = source.size
    guard size >= magic.count + tailSize else { throw ParquetError.malformed("the file is too short for Parquet") }
    let start = max(0, size - firstRead)
    let end = try source.read(start..<size)
    let head = start == 0 ? Array(end.prefix(magic.count)) : try source.read(0..<magic.count)
    try checkMagic(head: head, tail: Array(end.suffix(magic.count)))
    let length = end.suffix(tailSize).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    let upper = size - tailSize
    guard length <= upper - magic.count else {
      throw ParquetError.malformed("the footer's length goes beyond the file", at: Place(offset: upper))
    }
    guard length <= limits.maxFooterSize else {
      throw ParquetError.limitExceeded("the footer has \(length) bytes, over the limit of \(limits.maxFooterSize)")
    }
    let range = upper - length..<upper
    if range.lowerBound < start { return (try source.read(range), range) }
    return (Array(end[range.lowerBound - start..<upper - start]), range)
  }

  private static func checkMagic(head: [UInt8], tail: [UInt8]) throws {
    guard head != encryptedMagic, tail != encryptedMagic else {
      throw ParquetError.unsupported("the file's footer is encrypted")
    }
    guard head == magic, tail == magic else {
      throw ParquetError.malformed("this is not a Parquet file: it does not begin and end with PAR1")
    }
  }
}

/// What stands at the end of a file with this metadata: its bytes, their length, and the magic.
public func encodeFooter(_ metadata: FileMetadata) -> [UInt8] {
  var bytes = metadata.encoded()
  let length = UInt32(clamping: bytes.count)
  for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
  return bytes + Footer.magic
}
