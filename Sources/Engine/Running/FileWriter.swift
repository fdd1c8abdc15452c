import Columnar
import Parquet

/// One output file: its chunks come in any order from any worker; the one that brings the last writes the footer.
final class FileWriter: Sendable {
  private struct State {
    var output: (file: OutputFile, order: OrderedOutput)?
    var chunks: [EncodedChunk?]
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
    state = Guarded(State(output: nil, chunks: [EncodedChunk?](repeating: nil, count: count), missing: count))
  }

  /// Takes chunk number `index` (row group by row group, leaf by leaf). Returns the file's bytes when it is whole.
  func put(_ made: ChunkMaker.Result, at index: Int) throws(EngineError) -> Int? {
    try opened().order.put(made.pieces, chunk: index)
    let isLast = state.withLock { state in
      state.chunks[index] = made.chunk
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
    let (output, chunks) = state.withLock { ($0.output!, $0.chunks) }
    let (offsets, end) = output.order.places()
    let tail = try located(Place(file: path)) {
      var assembler = footer.assembler()
      for (number, group) in groups.enumerated() {
        let range = number * leaves..<(number + 1) * leaves
        assembler.addRowGroup(
          zip(chunks[range], offsets[range]).map { ($0!, $1) }, rows: group.rows)
      }
      return try assembler.finish(at: end)
    }
    try output.file.write(tail, at: end)
    try output.file.synchronize()
    state.withLock { $0.output = nil }
    return end + tail.reduce(0) { $0 + $1.count }
  }
}
