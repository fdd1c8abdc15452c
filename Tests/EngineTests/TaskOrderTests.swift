import Testing

@testable import Engine

@Suite struct TaskOrderTests {
  @Test func everyChunkHasItsTurnOnceGroupByGroup() {
    var state: UInt64 = 5
    for columns in 0..<12 {
      let work = (0..<7).map { _ in
        (0..<columns).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1
          return Int(state >> 60) * Int(state >> 58 & 3)
        }
      }
      let rows = (0..<7).map { $0 * 50 }
      let batches = TaskOrder(work: work, rows: rows, workers: 1).batches
      #expect(batches.allSatisfy { !$0.isEmpty || columns == 0 })
      let tasks = Array(batches.joined())
      #expect(tasks.sorted() == Array(0..<7 * columns))
      for (place, task) in tasks.enumerated() { #expect(task / columns == place / columns) }
    }
  }

  @Test func whatIsMuchOfItsGroupComesFirst() {
    let group = [1, 2, 1, 3, 9, 1, 1, 20]
    let last = [0, 5, 0, 6, 5]
    let wide = [Int](repeating: 1, count: 100)
    func tasks(_ work: [[Int]]) -> [Int] {
      TaskOrder(work: work, rows: work.map { _ in 10 }, workers: 2).batches.flatMap { batch in
        #expect(batch.count == 1)
        return batch
      }
    }
    #expect(tasks([group, [0, 0, 0, 0, 0, 0, 0, 0]]).prefix(8) == [7, 4, 0, 1, 2, 3, 5, 6])
    #expect(tasks([last]) == [3, 1, 4, 0, 2])
    #expect(tasks([wide + [2]]) == [100] + Array(0..<100))
  }

  @Test func whatIsLittleOfTheJobIsLeftToOneWorker() {
    for (groups, workers, isLittle) in [(64, 1, true), (63, 1, false), (128, 2, true), (127, 2, false)] {
      let order = TaskOrder(
        work: [[Int]](repeating: [1, 9, 1], count: groups), rows: [Int](repeating: 1000, count: groups),
        workers: workers)
      #expect(order.batches.count == groups * (isLittle ? 1 : 3))
      #expect(order.batches[0] == (isLittle ? [1, 0, 2] : [1]))
    }
    let uneven = TaskOrder(work: [[1, 1], [1, 1]], rows: [1, 1000], workers: 2)
    #expect(uneven.batches == [[0, 1], [2], [3]])
  }
}
