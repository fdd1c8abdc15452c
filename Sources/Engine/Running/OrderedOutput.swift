import Columnar

/// Gives chunks their places in an output file, in order, while workers make them in any order.
///
/// A chunk's place is known once the sizes of all chunks before it are. What is ready before that waits in the buffer,
/// and is written by whoever brings the last size that it waits for: no worker ever waits for another.
final class OrderedOutput: Sendable {
  private struct State {
    /// The first chunk whose size is not known yet.
    var next = 0
    var offset: Int
    var waiting: [Int: [OutputPiece]] = [:]
    var offsets: [Int]
  }

  private let file: OutputFile
  private let buffer: OutputBuffer
  private let state: Guarded<State>

  init(_ file: OutputFile, start: Int, chunks: Int, buffer: OutputBuffer) {
    self.file = file
    self.buffer = buffer
    state = Guarded(State(offset: start, offsets: [Int](repeating: 0, count: chunks)))
  }

  /// Writes chunk number `index`, now or when those before it have their sizes.
  func put(_ pieces: [OutputPiece], chunk index: Int) throws(EngineError) {
    state.withLock { $0.waiting[index] = pieces }
    while let (pieces, offset) = takeReady() {
      try file.write(pieces, at: offset)
      buffer.release(pieces)
    }
  }

  /// The next chunk whose place is known, and that place.
  private func takeReady() -> (pieces: [OutputPiece], offset: Int)? {
    state.withLock { state in
      guard let pieces = state.waiting.removeValue(forKey: state.next) else { return nil }
      let offset = state.offset
      state.offsets[state.next] = offset
      state.offset += pieces.reduce(0) { $0 + $1.count }
      state.next += 1
      return (pieces, offset)
    }
  }

  /// Where each chunk begins, and where the last one ends; once all have been put.
  func places() -> (offsets: [Int], end: Int) {
    state.withLock { ($0.offsets, $0.offset) }
  }
}
