import Columnar
import Expressions

/// A predicate over one part of a column, again and again, which so stays in the second-level cache.
struct ComparisonPass {
  private let predicate: Predicate

  init(_ text: String, _ values: ValueBatches) throws {
    predicate = try Predicate(
      parsing: text, schema: values.schema, context: EvaluationContext(nowNanoseconds: 0))
  }

  func run(_ values: ValueBatches) throws -> (nanoseconds: Int, rows: Int) {
    let leaf = predicate.leaves[0]
    let (column, count) = values.part(leaf)
    let batch = RowBatch(rows: column.rows, columns: [leaf.index: column])
    let rows = try predicate.evaluate(batch).isTrue.setCount
    let time = try nanosecondsOfRounds {
      for _ in 0..<count { _ = try predicate.evaluate(batch) }
    }
    return (time, rows)
  }
}

/// The bound of a comparison: every value of the part is read and added up, again and again.
enum ReadPass {
  static func nanoseconds(_ values: ValueBatches, _ column: String) throws -> Int {
    let (part, count) = values.part(try values.leaf(column))
    let numbers = part.data.values
    var total: UInt64 = 0
    let time = nanosecondsOfRounds {
      for _ in 0..<count { total = sum(numbers, from: total) }
    }
    // Never so, which the compiler does not know. Each sum begins with the one before, or it would make only one.
    if total == 0x6c6f_7576_6572 { throw Unexpected("sum") }
    return time
  }

  @inline(never)
  private static func sum(_ values: Values, from start: UInt64) -> UInt64 {
    switch values {
    case .int32(let numbers):
      var sum = UInt32(truncatingIfNeeded: start)
      for number in numbers { sum &+= UInt32(bitPattern: number) }
      return UInt64(sum)
    case .int64(let numbers):
      var sum = start
      for number in numbers { sum &+= UInt64(bitPattern: number) }
      return sum
    case .double(let numbers):
      var sum = start
      for number in numbers { sum &+= number.bitPattern }
      return sum
    default: return start
    }
  }
}

/// What one round of many takes: the first is not the only one to count, which finds the caches cold.
private func nanosecondsOfRounds(_ body: () throws -> Void) rethrows -> Int {
  let rounds = 32
  return try nanoseconds { for _ in 0..<rounds { try body() } } / rounds
}
