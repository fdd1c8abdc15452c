import Columnar
import Parquet
import Policy

/// One output file: its chunks come in any order from any worker; the one that brings the last writes the footer.
final class FileWriter: Sendable {
  private struct State {
    var output: (file: OutputFile, order: OrderedOutput)?
    /// Empty before the first comes: many files wait for their turn.
    var chunks: [ChunkMaker.Result?] = []
    var missing: Int
  }

  private let path: String
  private let groups: [OutputGroup]
  private let leaves: Int
  private let buffer: OutputBuffer
  private let footer: FooterContent
  private let state: Guarded<State>

  init(path: String, groups: [OutputGroup], leaves: Int, buffer: OutputBuffer, footer: FooterContent) {
    self.path = path
    self.groups = groups
    self.leaves = leaves
    self.buffer = buffer
    self.footer = footer
    state = Guarded(State(output: nil, missing: groups.count * leaves))
  }

  /// What a file has come to when it is whole.
  struct Written {
    var bytes: Int
    var seal: FileSeal?
  }

  /// Takes chunk number `index` (row group by row group, leaf by leaf). Returns something when the file is whole.
  func put(_ made: ChunkMaker.Result, at index: Int) throws(EngineError) -> Written? {
    var made = made
    if footer.tag != nil {
      let pieces = made.pieces
      made.leaf = try MerkleTree.leaf { (add) throws(EngineError) in try pieces.forEachPart(add) }
    }
    try opened().order.put(made.pieces, chunk: index)
    var written = made
    written.pieces = []
    let isLast = state.withLock { [written] state in
      state.chunks[index] = written
      state.missing -= 1
      return state.missing == 0
    }
    return isLast ? try finish() : nil
  }

  /// A file without chunks is written at once.
  func finishIfEmpty() throws(EngineError) -> Written? {
    guard groups.isEmpty || leaves == 0 else { return nil }
    _ = try opened()
    return try finish()
  }

  private func opened() throws(EngineError) -> (file: OutputFile, order: OrderedOutput) {
    try state.withLock { state throws(EngineError) in
      if let output = state.output { return output }
      let file = try OutputFile(creating: path)
      try file.write(FileAssembler.magic, at: 0)
      let count = groups.count * leaves
      let order = OrderedOutput(file, start: FileAssembler.magic.count, chunks: count, buffer: buffer)
      state.output = (file, order)
      state.chunks = [ChunkMaker.Result?](repeating: nil, count: count)
      return (file, order)
    }
  }

  private func finish() throws(EngineError) -> Written {
    let (output, made) = state.withLock { ($0.output!, $0.chunks.compactMap(\.self)) }
    let (offsets, endOfChunks) = output.order.places()
    let (chunks, end) = try writeBloomFilters(of: made, to: output.file, at: endOfChunks)
    let filters = made.compactMap(\.bloomFilter)
    let (tail, seal) = try located(Place(file: path)) {
      var assembler = footer.assembler()
      for (number, group) in groups.enumerated() {
        let range = number * leaves..<(number + 1) * leaves
        assembler.addRowGroup(
          Array(zip(chunks[range], offsets[range])), rows: group.rows, sortingColumns: footer.sortingColumns)
      }
      let indexes = try assembler.placeIndexes(at: end)
      let (metadata, seal) = try sealed(assembler.metadata, made.map(\.leaf), filters + indexes.map { .memory($0) })
      // Many small pieces, written in one call.
      return (Array((indexes + [try FileAssembler.footer(metadata)]).joined()), seal)
    }
    try output.file.write(tail, at: end)
    try output.file.synchronize()
    // Of many files, what is known of chunks adds up.
    state.withLock { ($0.output, $0.chunks) = (nil, []) }
    return Written(bytes: end + tail.count, seal: seal)
  }

  /// The footer with the tag, where there is to be one, and the seal that it holds.
  private func sealed(
    _ metadata: FileMetadata, _ leaves: [[UInt8]], _ behind: [OutputPiece]
  ) throws -> (FileMetadata, FileSeal?) {
    guard let tag = footer.tag else { return (metadata, nil) }
    let seal = try FileSeal(
      name: lastComponent(path), chunks: leaves, behind: { (add) throws(EngineError) in try behind.forEachPart(add) },
      footer: metadata)
    var tagged = metadata
    tagged.keyValueMetadata = (metadata.keyValueMetadata ?? []) + [try tag(seal)]
    return (tagged, seal)
  }

  /// Puts the filters of copied chunks behind all chunks; gives the chunks that know of them, and where the filters end.
  private func writeBloomFilters(
    of made: [ChunkMaker.Result], to file: OutputFile, at start: Int
  ) throws(EngineError) -> (chunks: [EncodedChunk], end: Int) {
    var chunks = made.map(\.chunk)
    var end = start
    for (index, result) in made.enumerated() {
      guard let filter = result.bloomFilter else { continue }
      try file.write([filter], at: end)
      chunks[index].metadata.bloomFilterOffset = end
      chunks[index].metadata.bloomFilterLength = Int32(exactly: filter.count)
      end += filter.count
    }
    return (chunks, end)
  }
}
