import Columnar
import Dispatch

/// Gives chunks their places in an output file, in order, while workers make them in any order.
///
/// A chunk's place is known once the sizes of all chunks before it are. A worker that is ahead leaves its bytes
/// here, up to a budget; behind it the worker waits for the one in front, which never waits.
final class OrderedOutput: Sendable {
  fileprivate struct State {
    /// The first chunk whose size is not known yet.
    var next = 0
    var offset: Int
    var waiting: [Int: [[UInt8]]] = [:]
    var waitingBytes = 0
    var offsets: [Int]
    var abandoned = false
    /// Workers that wait for `next` to move on, each with a semaphore of its own.
    var sleepers: [DispatchSemaphore] = []
  }

  private let file: OutputFile
  private let budget: Int
  private let state: Guarded<State>

  init(_ file: OutputFile, start: Int, chunks: Int, budget: Int) {
    self.file = file
    self.budget = budget
    state = Guarded(State(offset: start, offsets: [Int](repeating: 0, count: chunks)))
  }

  /// Writes chunk number `index`, now or when those before it have their sizes.
  func put(_ pieces: [[UInt8]], chunk index: Int) throws(EngineError) {
    let size = pieces.reduce(0) { $0 + $1.count }
    waitForRoom(index, size)
    let ready = state.withLock { state in
      state.waiting[index] = pieces
      state.waitingBytes += size
      return state.takeReady()
    }
    for (offset, pieces) in ready { try file.write(pieces, at: offset) }
  }

  private func waitForRoom(_ index: Int, _ size: Int) {
    while true {
      let mine = state.withLock { state -> DispatchSemaphore? in
        if state.abandoned || index == state.next || state.waitingBytes + size <= budget { return nil }
        let mine = DispatchSemaphore(value: 0)
        state.sleepers.append(mine)
        return mine
      }
      guard let mine else { return }
      mine.wait()
    }
  }

  /// Lets waiting workers go: the job has failed.
  func abandon() {
    state.withLock { state in
      state.abandoned = true
      state.wake()
    }
  }

  /// Where each chunk begins, and where the last one ends; once all have been put.
  func places() -> (offsets: [Int], end: Int) {
    state.withLock { ($0.offsets, $0.offset) }
  }
}

extension OrderedOutput.State {
  /// The chunks that can be written now, each with its place; what comes after them moves up.
  fileprivate mutating func takeReady() -> [(offset: Int, pieces: [[UInt8]])] {
    var ready: [(offset: Int, pieces: [[UInt8]])] = []
    while !abandoned, let pieces = waiting.removeValue(forKey: next) {
      let size = pieces.reduce(0) { $0 + $1.count }
      offsets[next] = offset
      ready.append((offset, pieces))
      offset += size
      waitingBytes -= size
      next += 1
    }
    if !ready.isEmpty { wake() }
    return ready
  }

  fileprivate mutating func wake() {
    for sleeper in sleepers { sleeper.signal() }
    sleepers = []
  }
}
