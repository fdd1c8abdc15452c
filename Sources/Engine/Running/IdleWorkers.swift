import Columnar
import Parquet

/// The workers of a job that have no task left: they make pages for those that have, so that one large chunk at the end does not
/// leave the others without work.
final class IdleWorkers: PageHelp {
  private typealias Work = @Sendable () -> Void

  private struct State {
    /// Workers that have tasks, and so may offer work.
    var busy = 0
    /// Workers that wait for work.
    var idle = 0
    /// Never more than wait for it, so that none of it waits long.
    var offered: [Work] = []
  }

  private let state = Guarded(State())

  /// A worker looks for its first task.
  func begin() { state.withLock { $0.busy += 1 } }

  func take(_ work: @escaping @Sendable () -> Void) -> Bool {
    let isTaken = state.withLock { state in
      guard state.offered.count < state.idle else { return false }
      state.offered.append(work)
      return true
    }
    if isTaken { state.changed() }
    return isTaken
  }

  /// A worker has no task left: it does what others offer until they have none either.
  func help() {
    let isLast = state.withLock { state in
      state.busy -= 1
      state.idle += 1
      return state.busy == 0
    }
    if isLast { state.changed() }
    while let work = next() {
      work()
      state.withLock { $0.idle += 1 }
    }
  }

  /// What is offered, nil once nobody can offer any more. Whoever gets it is idle no longer.
  private func next() -> Work? {
    state.waiting { state -> Work?? in
      guard let work = state.offered.popLast() else { return state.busy == 0 ? .some(nil) : nil }
      state.idle -= 1
      return work
    }
  }
}
