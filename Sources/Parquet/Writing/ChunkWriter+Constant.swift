public import Columnar

extension ChunkWriter {
  /// A chunk in which every one of `rows` rows is NULL, of a flat OPTIONAL leaf. Nothing is made per row.
  ///
  /// - Throws: `invalidArgument` where the leaf is not flat, or is REQUIRED.
  public static func blank(leaf: Leaf, options: ChunkOptions, rows: Int) throws(ParquetError) -> EncodedChunk {
    guard leaf.isFlat, leaf.isOptional else {
      throw ParquetError(
        .invalidArgument, "only a flat OPTIONAL column can be all NULL", at: Place(column: leaf.dottedPath))
    }
    var assembler = ChunkAssembler(leaf, options)
    var compressor = PageCompressor(options)
    try assembler.addEqualPages(rows: rows) { rows throws(ParquetError) in
      let page = try EncodedPage(leaf, LevelBytes(leaf, rows: rows, isNull: true), .plain, &compressor) { $0 }
      return (page, PageStatistics(slots: rows, nulls: rows, bounds: nil))
    }
    return assembler.finish()
  }

  /// A chunk in which every one of `rows` rows has the one value given, of a flat leaf. Nothing is made per row:
  /// the value is a dictionary's only entry, and a run refers to it.
  ///
  /// - Throws: `invalidArgument` where the leaf is not flat, or `value` is not one value.
  public static func constant(
    _ value: Values, leaf: Leaf, options: ChunkOptions, rows: Int
  ) throws(ParquetError) -> EncodedChunk {
    guard leaf.isFlat, value.count == 1 else {
      throw ParquetError(
        .invalidArgument, "only a flat column can have one value throughout", at: Place(column: leaf.dottedPath))
    }
    let bounds = Bounds(of: value, SortOrder(leaf.type))
    var assembler = ChunkAssembler(leaf, options)
    var compressor = PageCompressor(options)
    if case .boolean(let bit) = value {
      try assembler.addEqualPages(rows: rows) { rows throws(ParquetError) in
        let levels = LevelBytes(leaf, rows: rows, isNull: false)
        let page = try EncodedPage(leaf, levels, .plain, &compressor) { prefix throws(ParquetError) in
          try Encodings.encode(.plain, .boolean(Bitmap(repeating: bit[0], count: rows)), behind: prefix)
        }
        return (page, PageStatistics(slots: rows, nulls: 0, bounds: bounds))
      }
      return assembler.finish()
    }
    try assembler.addEqualPages(rows: rows) { rows throws(ParquetError) in
      let levels = LevelBytes(leaf, rows: rows, isNull: false)
      let page = try EncodedPage(leaf, levels, .runLengthDictionary, &compressor) { prefix in
        prefix + [1] + RunLengthBitPacked.run(of: 0, count: rows, width: 1)
      }
      return (page, PageStatistics(slots: rows, nulls: 0, bounds: bounds))
    }
    assembler.setDictionary(try EncodedPage(dictionary: value, options))
    return assembler.finish()
  }
}

extension ChunkAssembler {
  /// Adds pages of 2^20 rows, which take a few bytes, and a last one with the rest; each size is made once.
  fileprivate mutating func addEqualPages(
    rows: Int, _ make: (Int) throws(ParquetError) -> (EncodedPage, PageStatistics)
  ) throws(ParquetError) {
    let size = 1 << 20
    if rows >= size {
      let (page, statistics) = try make(size)
      for _ in 0..<rows / size { add(page, rows: size, statistics) }
    }
    if rows % size != 0 {
      let (page, statistics) = try make(rows % size)
      add(page, rows: rows % size, statistics)
    }
  }
}
