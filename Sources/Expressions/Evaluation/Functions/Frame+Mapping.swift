import Columnar

/// Results of an operation on numbers, and the slots on which it had none.
struct Computed<Number: BitwiseCopyable> {
  var numbers: [Number]
  var faults: Bitmap?
}

extension Frame {
  /// `operation` of each value there is; nil is a fault.
  @inline(__always)
  func computed<A: BitwiseCopyable, Result: BitwiseCopyable>(
    _ a: [A], _ validity: Bitmap, _ nothing: Result, _ operation: (A) -> Result?
  ) -> Computed<Result> {
    let source = a.span
    var faulted: [Int] = []
    let numbers = [Result](filling: count) { results in
      for index in 0..<results.count {
        if let result = operation(source[index]) {
          results[index] = result
        } else {
          results[index] = nothing
          if validity[index] { faulted.append(index) }
        }
      }
    }
    return Computed(numbers: numbers, faults: bitmap(of: faulted))
  }

  /// `operation` of each pair of values there is; nil is a fault.
  @inline(__always)
  func computed<A: BitwiseCopyable, B: BitwiseCopyable, Result: BitwiseCopyable>(
    _ a: [A], _ stepA: Int, _ b: [B], _ stepB: Int, _ validity: Bitmap, _ nothing: Result,
    _ operation: (A, B) -> Result?
  ) -> Computed<Result> {
    let (x, y) = (a.span, b.span)
    var faulted: [Int] = []
    let numbers = [Result](filling: count) { results in
      for index in 0..<results.count {
        if let result = operation(x[index &* stepA], y[index &* stepB]) {
          results[index] = result
        } else {
          results[index] = nothing
          if validity[index] { faulted.append(index) }
        }
      }
    }
    return Computed(numbers: numbers, faults: bitmap(of: faulted))
  }

  private func bitmap(of slots: [Int]) -> Bitmap? {
    if slots.isEmpty { return nil }
    var bits = Bitmap(repeating: false, count: count)
    for slot in slots { bits.set(slot, to: true) }
    return bits
  }

  /// Whole numbers of whole numbers.
  func mapped(_ vector: Vector, _ operation: (Int128) -> Int128?) -> Vector {
    guard case .integers(let numbers) = vector.content else { return nothing(like: [vector]) }
    let result = computed(numbers, vector.validity(of: count), 0, operation)
    return finished(.integers(result.numbers), result.faults, of: [vector])
  }

  /// Whole numbers of pairs of whole numbers.
  func combined(_ a: Vector, _ b: Vector, _ operation: (Int128, Int128) -> Int128?) -> Vector {
    guard case .integers(let x) = a.content, case .integers(let y) = b.content else { return nothing(like: [a, b]) }
    let result = computed(x, a.step, y, b.step, validity(of: [a, b]), 0, operation)
    return finished(.integers(result.numbers), result.faults, of: [a, b])
  }

  /// Slots on which none of the vectors is NULL.
  func validity(of vectors: [Vector]) -> Bitmap {
    vectors.dropFirst().reduce(vectors[0].validity(of: count)) { $0 & $1.validity(of: count) }
  }

  func faults(of vectors: [Vector]) -> Bitmap? { vectors.reduce(nil) { union($0, $1.faults(of: count)) } }

  /// A result that is NULL where one of its operands is.
  func finished(_ content: Vector.Content, _ faults: Bitmap?, of operands: [Vector]) -> Vector {
    var vector = Vector(content: content, validity: validity(of: operands), faults: self.faults(of: operands))
    vector.fault(faults)
    return vector
  }

  /// NULL throughout, because an operand is.
  func nothing(like operands: [Vector]) -> Vector {
    var vector = Vector.nulls(count)
    vector.faults = faults(of: operands)
    return vector
  }
}

extension Vector {
  /// Numbers as numbers of a wider type.
  func converted(to kind: Kind) -> Vector {
    var result = self
    switch (content, kind) {
    case (.integers(let numbers), .decimal): result.content = .decimals(numbers.map { ExactDecimal($0) })
    case (.integers(let numbers), .float): result.content = .floats(numbers.map { Double($0) })
    case (.decimals(let numbers), .float): result.content = .floats(numbers.map { Double($0) })
    default: break
    }
    return result
  }
}
