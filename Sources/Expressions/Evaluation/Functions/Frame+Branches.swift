import Columnar

extension Frame {
  /// CASE: each slot takes the value of the first arm whose condition is TRUE; what is not taken has no faults.
  func branches(_ arms: [Expression.Arm], _ otherwise: Expression, _ kind: Kind) throws(ExpressionError) -> Vector {
    var choice = Choice(count: count)
    for arm in arms where !choice.rest.isNoneSet {
      let condition = try outcome(of: arm.condition)
      choice.faults = union(choice.faults, condition.faults.map { $0 & choice.rest })
      let taken = condition.isTrue & choice.rest
      if !taken.isNoneSet { choice.take(try vector(of: arm.value).converted(to: kind), on: taken) }
    }
    if !choice.rest.isNoneSet { choice.take(try vector(of: otherwise).converted(to: kind), on: choice.rest) }
    return try choice.vector(kind)
  }

  /// The first value that is not NULL.
  func coalesced(_ vectors: [Vector], _ kind: Kind) throws(ExpressionError) -> Vector {
    var choice = Choice(count: count)
    for vector in vectors {
      choice.faults = union(choice.faults, vector.faults(of: count).map { $0 & choice.rest })
      choice.take(vector.converted(to: kind), on: vector.validity(of: count) & choice.rest)
    }
    return try choice.vector(kind)
  }
}

/// Which of several vectors each slot takes its value from.
private struct Choice {
  let count: Int
  /// Slots that have not taken a value.
  private(set) var rest: Bitmap
  var faults: Bitmap?
  private var vectors: [Vector] = []
  /// Of each slot; -1 for none.
  private var source: [Int32]

  init(count: Int) {
    self.count = count
    rest = Bitmap(repeating: true, count: count)
    source = [Int32](repeating: -1, count: count)
  }

  mutating func take(_ vector: Vector, on slots: Bitmap) {
    let index = Int32(vectors.count)
    slots.forEachSet { source[$0] = index }
    vectors.append(vector)
    rest = rest & ~slots
    faults = union(faults, vector.faults(of: count).map { $0 & slots })
  }

  func vector(_ kind: Kind) throws(ExpressionError) -> Vector {
    let validity = Bitmap(
      count: count
    ) { source[$0] >= 0 && vectors[Int(source[$0])].isValid($0 * vectors[Int(source[$0])].step) }
    return Vector(content: try content(kind, validity), validity: validity, faults: faults)
  }

  private func content(_ kind: Kind, _ validity: Bitmap) throws(ExpressionError) -> Vector.Content {
    switch kind {
    case .boolean: .boolean(Bitmap(values(false, validity) { if case .boolean(let v) = $0 { v[$1] } else { false } }))
    case .integer, .date, .time, .timestamp, .timestamptz:
      .integers(values(0, validity) { if case .integers(let v) = $0 { v[$1] } else { 0 } })
    case .decimal: .decimals(values(.zero, validity) { if case .decimals(let v) = $0 { v[$1] } else { .zero } })
    case .float: .floats(values(0, validity) { if case .floats(let v) = $0 { v[$1] } else { 0 } })
    case .string, .binary, .uuid: .bytes(try strings(validity))
    case .interval, .null: .nulls(count)
    }
  }

  private func values<Value>(_ nothing: Value, _ validity: Bitmap, _ value: (Vector.Content, Int) -> Value) -> [Value] {
    (0..<count).map { slot in
      guard validity[slot] else { return nothing }
      let vector = vectors[Int(source[slot])]
      return value(vector.content, slot * vector.step)
    }
  }

  private func strings(_ validity: Bitmap) throws(ExpressionError) -> ByteStrings {
    var result = ByteStrings()
    for slot in 0..<count {
      if validity[slot], case .bytes(let strings) = vectors[Int(source[slot])].content {
        result.append(strings[slot * vectors[Int(source[slot])].step])
      } else {
        result.append([])
      }
      try checkTextSize(result.bytes.count)
    }
    return result
  }
}
