import Columnar

/// Randomness for single cells, from the source's key, the column, the row, the slot and the value:
/// a cell that stays as it is draws the same in every context and every version of the source.
struct CellDraws: Sendable {
  private let key: MessageKey
  private let leaf: Leaf

  /// `label`: the mask that draws.
  init(_ label: String, _ leaf: Leaf, _ keys: MaskKeys) {
    key = MessageKey(keys.source.use(label))
    self.leaf = leaf
  }

  /// 32 bytes for each value.
  func digests(for values: Values, at cells: CellPositions) throws(MaskingError) -> [UInt8] {
    precondition(cells.rows.count == values.count)
    return key.digests(of: try Self.messages(canonicalText(of: values, type: leaf.type), path: leaf.shortPath, cells))
  }

  /// u32(length of path) ‖ path ‖ u64(row) ‖ u64(slot) ‖ u32(length of text) ‖ text, big-endian.
  static func messages(
    _ texts: ByteStrings, path: String, _ cells: CellPositions
  ) throws(MaskingError) -> ByteStrings {
    let path = Array(path.utf8)
    let capacity = texts.bytes.count + texts.count * (path.count + 24)
    guard capacity <= Int(UInt32.max) else { throw tooMuchText }
    let (source, offsets, prefix, rows) = (texts.bytes.span, texts.offsets.span, path.span, cells.rows.span)
    return ByteStrings(count: texts.count, capacity: capacity) { index, bytes, start in
      let range = Int(offsets[index])..<Int(offsets[index + 1])
      var at = bytes.putBigEndian(UInt32(truncatingIfNeeded: prefix.count), start)
      at = bytes.copy(prefix, 0..<prefix.count, to: at)
      at = bytes.putBigEndian(rows[index], at)
      at = bytes.putBigEndian(cells.slots?[index] ?? 0, at)
      at = bytes.putBigEndian(UInt32(truncatingIfNeeded: range.count), at)
      return bytes.copy(source, range, to: at)
    }
  }
}
