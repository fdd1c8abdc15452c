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
      let tasks = TaskOrder(work: work).tasks
      #expect(tasks.sorted() == Array(0..<7 * columns))
      for (place, task) in tasks.enumerated() { #expect(task / columns == place / columns) }
    }
  }

  @Test func whatIsMuchOfItsGroupComesFirst() {
    let group = [1, 2, 1, 3, 9, 1, 1, 20]
    let last = [0, 5, 0, 6, 5]
    let wide = [Int](repeating: 1, count: 100)
    #expect(TaskOrder(work: [group, [0, 0, 0, 0, 0, 0, 0, 0]]).tasks.prefix(8) == [7, 4, 0, 1, 2, 3, 5, 6])
    #expect(TaskOrder(work: [last]).tasks == [3, 1, 4, 0, 2])
    #expect(TaskOrder(work: [wide + [2]]).tasks == [100] + Array(0..<100))
  }
}
