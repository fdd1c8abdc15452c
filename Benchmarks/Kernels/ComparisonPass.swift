import Columnar
import Expressions

/// A predicate over one batch, again and again, which so stays in the second-level cache.
struct ComparisonPass {
  private let predicate: Predicate

  init(_ text: String, _ values: ValueBatches) throws {
    predicate = try Predicate(
      parsing: text, schema: values.schema, context: EvaluationContext(nowNanoseconds: 0))
  }

  func run(_ values: ValueBatches) throws -> (nanoseconds: Int, rows: Int) {
    let columns = values.batches[0]
    let used = Dictionary(uniqueKeysWithValues: predicate.leaves.map { ($0.index, columns[$0.index]) })
    let batch = RowBatch(rows: columns[0].rows, columns: used)
    let rows = try predicate.evaluate(batch).isTrue.setCount
    let time = try nanoseconds {
      for _ in values.batches { _ = try predicate.evaluate(batch) }
    }
    return (time, rows)
  }
}

/// The bound of a comparison: every value of one batch is read and added up, again and again.
enum ReadPass {
  static func nanoseconds(_ values: ValueBatches, _ column: String) throws -> Int {
    let batch = try values.values(column)[0]
    var total: UInt64 = 0
    let time = louver_kernels.nanoseconds {
      for _ in values.batches { total &+= sum(batch) }
    }
    // Never so, which the compiler does not know.
    if total == 0x6c6f_7576_6572 { throw Unexpected("sum") }
    return time
  }

  @inline(never)
  private static func sum(_ values: Values) -> UInt64 {
    switch values {
    case .int32(let numbers):
      var sum: UInt32 = 0
      for number in numbers { sum &+= UInt32(bitPattern: number) }
      return UInt64(sum)
    case .int64(let numbers):
      var sum: UInt64 = 0
      for number in numbers { sum &+= UInt64(bitPattern: number) }
      return sum
    case .double(let numbers):
      var sum: UInt64 = 0
      for number in numbers { sum &+= number.bitPattern }
      return sum
    default: return 0
    }
  }
}
