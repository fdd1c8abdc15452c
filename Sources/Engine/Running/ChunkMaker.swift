import Columnar
import Masking
import Parquet

/// Carries out the plan of one chunk.
struct ChunkMaker {
  let job: JobPlan
  let buffer: OutputBuffer
  let ledger: GroupLedger
  let help: any PageHelp
  let group: OutputGroup
  /// Number of the input's leaf, and the leaf that is written for it.
  let leaf: Int
  let output: Leaf

  struct Result {
    /// Without its bytes.
    var chunk: EncodedChunk
    var pieces: [OutputPiece]
    /// Of a chunk that is copied.
    var bloomFilter: OutputPiece?
    /// Values that masks counted.
    var counted: Int
    /// The hash of its bytes, where the output is sealed.
    var leaf: [UInt8] = []
  }

  var plan: LeafPlan { job.leaves[leaf] }

  func make(_ planned: PlannedChunk) throws -> Result {
    #if LOUVER_UNPROTECTED
      return try unprotected(try made(planned))
    #else
      return try made(planned)
    #endif
  }

  private func made(_ planned: PlannedChunk) throws -> Result {
    switch planned.plan {
    case .copy: return try copied(isProven: planned.isProven).map { try result($0) } ?? masked()
    case .blank: return try result(blank())
    case .dictionary: return try withMaskedDictionary()
    case .blankNested, .remap, .select, .recode: return try masked()
    }
  }

  private func masked() throws -> Result {
    var writer = ChunkWriter(leaf: output, options: try options(), help: help)
    var stream = MaskedStream(job, group: group, leaf: leaf)
    var taken: [OutputPiece] = []
    while let column = try stream.next() {
      try writer.append(column.structure, column.data, pool: column.pool)
      for page in try writer.takePages() { taken.append(try keep(page)) }
    }
    return try result(try writer.finish(), taken: taken, counted: stream.counted)
  }

  private func result(_ chunk: EncodedChunk, taken: [OutputPiece] = [], counted: Int = 0) throws -> Result {
    var chunk = chunk
    let pieces = try chunk.pieces.map { try keep($0) }
    let before = chunk.piecesBeforeTaken
    chunk.pieces = []
    return Result(
      chunk: chunk, pieces: pieces[..<before] + taken + pieces[before...],
      bloomFilter: try chunk.bloomFilter.map { try keep(.stored($0)) }, counted: counted)
  }

  private func keep(_ piece: ChunkPiece) throws(EngineError) -> OutputPiece {
    switch piece {
    case .bytes(let bytes): try buffer.keep(bytes)
    case .stored(let range): .input(only.file.input, range)
    }
  }

  private func blank() throws -> EncodedChunk {
    let mask = plan.uniformMask!
    guard mask.name == "constant" else {
      return try ChunkWriter.blank(leaf: output, options: options(), rows: group.rows)
    }
    let kernel = try MaskKernel(mask, leaf: plan.leaf, keys: job.keys, asText: plan.treatment.writesText)
    guard let constant = kernel.constant else { preconditionFailure("the mask is a constant") }
    return try ChunkWriter.constant(constant, leaf: output, options: options(), rows: group.rows)
  }

  /// The chunk of the input that a plan without row selection stands for.
  var only: (file: SourceFile, rowGroup: Int) {
    let input = job.groups[group.segments[0].group]
    return (job.source.files[input.file], input.rowGroup)
  }

  /// Nil where the bytes would not mean the same in another file.
  private func copied(isProven: Bool) throws -> EncodedChunk? {
    let (file, rowGroup) = only
    return try located(Place(file: file.listed.path, column: plan.leaf.shortPath, rowGroup: rowGroup)) {
      let copy = try ChunkCopy(
        of: file.parquet, rowGroup: rowGroup, leaf: plan.leaf, proving: isProven ? ledger.agreement : nil)
      if let account = copy.account { try ledger.enter(account, group: group.segments[0].group, leaf: leaf) }
      guard !copy.dependsOnWriter(of: file.parquet, leaf: plan.leaf) else { return nil }
      return try copy.encoded(file: file.parquet, rowGroup: rowGroup, leaf: plan.leaf, path: output.path)
    }
  }

  /// Only the dictionary page is made anew. Where that would not do, indices are remapped after all.
  private func withMaskedDictionary() throws -> Result {
    let options = try options()
    let (file, rowGroup) = only
    let stored = file.parquet.metadata.rowGroups[rowGroup].columns[leaf].metadata?.codec
    guard let mask = plan.uniformMask, stored?.codec == options.codec else { return try masked() }
    let kernel = try MaskKernel(mask, leaf: plan.leaf, keys: job.keys, asText: plan.treatment.writesText)
    let chunk = try located(Place(file: file.listed.path, column: plan.leaf.shortPath, rowGroup: rowGroup)) {
      try DictionaryReplacement.encoded(
        file: file.parquet, rowGroup: rowGroup, leaf: plan.leaf, output: output, options: options
      ) { entries in
        let masked = try kernel.apply(entries)
        return masked.validity == nil ? masked.values : nil
      }
    }
    return try chunk.map { try result($0) } ?? masked()
  }

  /// As the input had it, unless the caller asked otherwise.
  private func options() throws -> ChunkOptions {
    guard let first = group.segments.first else { return ChunkOptions() }
    let input = job.groups[first.group]
    let file = job.source.files[input.file]
    let chunk = file.chunk(rowGroup: input.rowGroup, leaf: leaf)
    let codec = job.options.codec ?? chunk?.codec ?? .zstd
    // The deprecated framing of LZ4 is read, never written.
    guard let written = codec == .lz4 ? .lz4Raw : codec.codec else {
      throw EngineError(
        .unsupported, "\(codec) cannot be written; ask for another codec",
        at: Place(file: file.listed.path, column: plan.leaf.shortPath, rowGroup: input.rowGroup))
    }
    var options = ChunkOptions(codec: written, level: job.options.level)
    let page =
      plan.isBlank || chunk == nil ? nil : try file.parquet.firstDataPage(rowGroup: input.rowGroup, leaf: plan.leaf)
    options.pageChecksum = page?.crc != nil
    let version = job.options.pageVersion ?? (page?.type == .dataV2 ? 2 : 1)
    options.pageVersion = version == 2 ? .v2 : .v1
    if plan.possibleMasks.contains(where: { $0.name == "hash" }) {
      // Tokens are long: a dictionary of as many values as elsewhere takes more. Beside it they are compressed by a way of their own,
      // as PLAIN text.
      options.dictionaryByteLimit *= 16
    } else {
      options.encoding = ChunkOptions.encoding(after: page, chunk, for: output.type.physical)
    }
    return options
  }
}
