import Columnar

/// DELTA_BINARY_PACKED: differences in blocks, bit-packed above the smallest of their block
/// (Parquet format, "Delta Encoding"). Arithmetic wraps, as the format asks for.
enum DeltaBinaryPacked {
  /// The head of the encoding, and where its blocks begin.
  struct Header {
    let miniblocks: Int
    let valuesPerMiniblock: Int
    let first: Int64
    /// Of the first block.
    let position: Int

    init(_ bytes: RawSpan, count: Int) throws(ParquetError) {
      var position = 0
      let block = try bytes.varint(at: &position)
      let miniblocks = try bytes.varint(at: &position)
      let total = try bytes.varint(at: &position)
      guard block > 0, block % 128 == 0, block <= UInt32.max, miniblocks > 0, block % miniblocks == 0,
        (block / miniblocks) % 32 == 0
      else { throw .malformed("delta blocks of an impossible form") }
      guard total == UInt64(count) else { throw .malformed("delta values are not as many as their page says") }
      first = try bytes.zigzag(at: &position)
      self.miniblocks = Int(miniblocks)
      valuesPerMiniblock = Int(block / miniblocks)
      self.position = position
    }
  }

  /// One miniblock: its share of the values, and the bytes that hold their differences.
  private struct Miniblock {
    let minimum: Int64
    let width: Int
    let bytes: Range<Int>
    let count: Int
  }

  /// `count` values, which the caller has limited, and the number of bytes that they took.
  static func decode<Number: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: RawSpan, count: Int, as type: Number.Type
  ) throws(ParquetError) -> (values: [Number], size: Int) {
    if count == 0 && bytes.byteCount == 0 { return ([], 0) }
    let header = try Header(bytes, count: count)
    // A walk over the heads of the miniblocks proves the count before memory is reserved for it.
    let size = try walk(bytes, header, count: count) { _ in }
    if count == 0 { return ([], size) }
    let values = try [Number](filling: count) { span throws(ParquetError) in
      span[0] = Number(truncatingIfNeeded: header.first)
      var position = 1
      var scratch = [UInt64](repeating: 0, count: 128)
      _ = try walk(bytes, header, count: count) { miniblock in
        var done = 0
        while done < miniblock.count {
          let part = min(scratch.count, miniblock.count - done)
          let start = miniblock.bytes.lowerBound + done / 8 * miniblock.width
          var target = scratch.mutableSpan
          var deltas = target.part(0..<part)
          BitPacking.unpack(bytes.extracting(start...), width: miniblock.width, to: &deltas)
          var values = span.part(position - 1..<position + part)
          sum(scratch.span.extracting(0..<part), above: Number(truncatingIfNeeded: miniblock.minimum), &values)
          position += part
          done += part
        }
      }
    }
    return (values, size)
  }

  /// Sums differences up, behind the one value that is there.
  private static func sum<Number: FixedWidthInteger & BitwiseCopyable>(
    _ deltas: Span<UInt64>, above minimum: Number, _ values: inout MutableSpan<Number>
  ) {
    var value = values[0]
    for index in 0..<deltas.count {
      value = value &+ minimum &+ Number(truncatingIfNeeded: deltas[index])
      values[index + 1] = value
    }
  }

  /// Calls `body` with each miniblock that has values. Returns the number of bytes up to behind the last.
  private static func walk(
    _ bytes: RawSpan, _ header: Header, count: Int, _ body: (Miniblock) -> Void
  ) throws(ParquetError) -> Int {
    var position = header.position
    var remaining = count - 1
    while remaining > 0 {
      let minimum = try bytes.zigzag(at: &position)
      let widths = position
      guard header.miniblocks <= bytes.byteCount - position else { throw Plain.tooShort }
      position += header.miniblocks
      for index in 0..<header.miniblocks where remaining > 0 {
        let width = Int(bytes[widths + index])
        guard width <= 64 else { throw .malformed("differences of \(width) bits") }
        let size = header.valuesPerMiniblock / 8 * width
        guard size <= bytes.byteCount - position else { throw Plain.tooShort }
        let values = min(header.valuesPerMiniblock, remaining)
        body(Miniblock(minimum: minimum, width: width, bytes: position..<position + size, count: values))
        position += size
        remaining -= values
      }
    }
    return position
  }
}
