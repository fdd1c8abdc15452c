import Columnar
import Synchronization
import Testing

@testable import Engine

@Suite struct WorkersTests {
  /// Whatever is offered and taken is done before the run is over, each once, however few tasks or many workers there are.
  @Test(arguments: [1, 2, 5], [0, 1, 3, 40])
  func whatIdleWorkersTakeIsDone(count: Int, tasks: Int) throws {
    let offered = Atomic(0)
    let taken = Atomic(0)
    let done = Atomic(0)
    let idle = IdleWorkers()
    try Workers(count: count, cancellation: Cancellation()).run(tasks, idle) { _ in
      for _ in 0..<50 {
        offered.add(1, ordering: .relaxed)
        if idle.take({ done.add(1, ordering: .relaxed) }) { taken.add(1, ordering: .relaxed) }
      }
    }
    #expect(offered.load(ordering: .relaxed) == 50 * tasks)
    #expect(done.load(ordering: .relaxed) == taken.load(ordering: .relaxed))
    #expect(count > 1 || taken.load(ordering: .relaxed) == 0)
  }

  /// One that waits for what another took goes on, also where the run fails.
  @Test func aTaskMayWaitForWhatIsTaken() throws {
    let idle = IdleWorkers()
    let result = Guarded<Int?>(nil)
    #expect(throws: EngineError.self) {
      try Workers(count: 2, cancellation: Cancellation()).run(1, idle) { _ in
        // The other worker finds no task, and has time sooner or later.
        while !idle.take({
          result.withLock { $0 = 7 }
          result.changed()
        }) {}
        #expect(result.waiting { $0 } == 7)
        throw EngineError.interrupted
      }
    }
  }
}
