import CSystem
import Columnar
import Dispatch
import Synchronization

/// Asks a job to stop at its next page. Safe to set from a signal handler's dispatch source.
public final class Cancellation: Sendable {
  private let flag = Atomic(false)

  public init() {}

  public func cancel() { flag.store(true, ordering: .relaxed) }
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  func check() throws(EngineError) {
    if isCancelled { throw .interrupted }
  }
}

/// Dispatch workers that take tasks in order, as they become free.
struct Workers: Sendable {
  let count: Int
  let cancellation: Cancellation

  init(count: Int?, cancellation: Cancellation) {
    self.count = max(1, count ?? Int(louver_available_processors()))
    self.cancellation = cancellation
  }

  /// Runs `body(0)` to `body(tasks - 1)`. The first failure ends the rest and is thrown.
  ///
  /// Workers that have no task left are with `idle`, until the last has none.
  func run(_ tasks: Int, _ idle: IdleWorkers? = nil, _ body: @Sendable (Int) throws -> Void) throws(EngineError) {
    let next = Atomic(0)
    let failure = Guarded<(task: Int, error: EngineError)?>(nil)
    let failed = Atomic(false)
    DispatchQueue.concurrentPerform(iterations: idle == nil ? min(count, tasks) : count) { _ in
      idle?.begin()
      defer { idle?.help() }
      while !failed.load(ordering: .relaxed) {
        let task = next.add(1, ordering: .relaxed).oldValue
        guard task < tasks else { return }
        do {
          try cancellation.check()
          try body(task)
        } catch {
          let error = EngineError(error, within: Place())
          // Of several failures the one of the first task is told, however the workers raced.
          failure.withLock { if $0 == nil || task < $0!.task { $0 = (task, error) } }
          failed.store(true, ordering: .relaxed)
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure.error }
  }
}

extension Workers {
  /// The results of `body(0)` to `body(tasks - 1)`, in order.
  func map<T: Sendable>(_ tasks: Int, _ body: @Sendable (Int) throws -> T) throws(EngineError) -> [T] {
    let results = Guarded([T?](repeating: nil, count: tasks))
    try run(tasks) { task in
      let result = try body(task)
      results.withLock { $0[task] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
