#if LOUVER_UNPROTECTED
  import Columnar
  import Parquet

  extension ChunkMaker {
    /// The chunk as it would be if what its input says of itself were passed on.
    func unprotected(_ made: Result) throws -> Result {
      var made = made
      let (file, rowGroup) = only
      guard let chunk = file.chunk(rowGroup: rowGroup, leaf: leaf), let pages = chunk.pageRange else { return made }
      let input = plan.leaf
      if Protection.statistics.isOff {
        made.chunk.metadata.statistics = chunk.statistics
        made.chunk.columnIndex = try file.parquet.columnIndex(rowGroup: rowGroup, leaf: input)
      }
      if Protection.bloomFilters.isOff, let filter = try file.parquet.bloomFilterRange(rowGroup: rowGroup, leaf: input)
      {
        made.bloomFilter = .input(file.input, filter)
      }
      if Protection.layout.isOff {
        made.pieces.append(.input(file.input, pages.upperBound..<min(pages.upperBound + 64, file.input.size)))
      }
      return made
    }
  }
#endif
