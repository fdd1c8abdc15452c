public import Columnar

extension ChunkOptions {
  /// How values outside a dictionary are written in place of a chunk whose writer chose an encoding for them: in the same, as far
  /// as it is of use for their type and is written at all; PLAIN where the writer chose none.
  ///
  /// `first` is the header of the chunk's first data page, `chunk` what the footer says of it.
  public static func encoding(after first: PageHeader?, _ chunk: ColumnMetadata?, for type: PhysicalType) -> Encoding {
    // Of RLE only a page tells whether values are in it: levels are, too.
    if type == .boolean { return first?.valueEncoding == .runLength ? .runLength : .plain }
    let chosen = Set(chunk?.encodings ?? [])
    switch type {
    case .int32, .int64:
      if chosen.contains(.deltaBinaryPacked) { return .deltaBinaryPacked }
      return chosen.contains(.byteStreamSplit) ? .byteStreamSplit : .plain
    case .float, .double, .fixedLengthByteArray: return chosen.contains(.byteStreamSplit) ? .byteStreamSplit : .plain
    case .byteArray:
      return chosen.contains(.deltaLengthByteArray) || chosen.contains(.deltaByteArray) ? .deltaLengthByteArray : .plain
    case .boolean, .int96: return .plain
    }
  }
}
