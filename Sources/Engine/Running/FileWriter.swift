import Columnar
import Parquet

/// One output file: its chunks come in any order from any worker; the one that brings the last writes the footer.
final class FileWriter: Sendable {
  private struct State {
    var output: (file: OutputFile, order: OrderedOutput)?
    var chunks: [ChunkMaker.Result?]
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
    let count = groups.count * leaves
    state = Guarded(State(output: nil, chunks: [ChunkMaker.Result?](repeating: nil, count: count), missing: count))
  }

  /// Takes chunk number `index` (row group by row group, leaf by leaf). Returns the file's bytes when it is whole.
  func put(_ made: ChunkMaker.Result, at index: Int) throws(EngineError) -> Int? {
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
  func finishIfEmpty() throws(EngineError) -> Int? {
    guard groups.isEmpty || leaves == 0 else { return nil }
    _ = try opened()
    return try finish()
  }

  private func opened() throws(EngineError) -> (file: OutputFile, order: OrderedOutput) {
    try state.withLock { state throws(EngineError) in
      if let output = state.output { return output }
      let file = try OutputFile(creating: path)
      try file.write(FileAssembler.magic, at: 0)
      let order = OrderedOutput(
        file, start: FileAssembler.magic.count, chunks: groups.count * leaves, buffer: buffer)
      state.output = (file, order)
      return (file, order)
    }
  }

  private func finish() throws(EngineError) -> Int {
    let (output, made) = state.withLock { ($0.output!, $0.chunks.compactMap(\.self)) }
    let (offsets, endOfChunks) = output.order.places()
    let (chunks, end) = try writeBloomFilters(of: made, to: output.file, at: endOfChunks)
    let tail = try located(Place(file: path)) {
      var assembler = footer.assembler()
      for (number, group) in groups.enumerated() {
        let range = number * leaves..<(number + 1) * leaves
        assembler.addRowGroup(Array(zip(chunks[range], offsets[range])), rows: group.rows)
      }
      return try assembler.finish(at: end)
    }
    try output.file.write(tail, at: end)
    try output.file.synchronize()
    state.withLock { $0.output = nil }
    return end + tail.reduce(0) { $0 + $1.count }
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
