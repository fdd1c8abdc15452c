import Columnar

/// The value of a condition on every slot of a frame.
struct Outcome {
  var isTrue: Bitmap
  var isNull: Bitmap
  /// Slots on which a fault made a part NULL that counted. Nil: none.
  var faults: Bitmap?

  init(isTrue: Bitmap, isNull: Bitmap, faults: Bitmap? = nil) {
    self.isTrue = isTrue
    self.isNull = isNull
    self.faults = faults
  }

  /// The same everywhere.
  init(_ truth: Truth, count: Int) {
    isTrue = Bitmap(repeating: truth == .true, count: count)
    isNull = Bitmap(repeating: truth == .null, count: count)
  }

  /// Two values: what holds where, of operands that may be NULL.
  init(_ holds: Bitmap, validity: Bitmap, faults: Bitmap?) {
    isTrue = holds & validity
    isNull = ~validity
    self.faults = faults
  }

  var count: Int { isTrue.count }
  var isFalse: Bitmap { ~(isTrue | isNull) }

  static prefix func ! (outcome: Outcome) -> Outcome {
    Outcome(isTrue: outcome.isFalse, isNull: outcome.isNull, faults: outcome.faults)
  }

  /// AND: a fault beside a FALSE does not count, whichever of the two was evaluated first.
  func and(_ other: Outcome) -> Outcome {
    let isTrue = isTrue & other.isTrue
    let isFalse = isFalse | other.isFalse
    return Outcome(isTrue: isTrue, isNull: ~(isTrue | isFalse), faults: joined(faults, other.faults, except: isFalse))
  }

  func or(_ other: Outcome) -> Outcome {
    let isTrue = isTrue | other.isTrue
    let isFalse = isFalse & other.isFalse
    return Outcome(isTrue: isTrue, isNull: ~(isTrue | isFalse), faults: joined(faults, other.faults, except: isTrue))
  }

  private func joined(_ a: Bitmap?, _ b: Bitmap?, except decided: Bitmap) -> Bitmap? {
    guard let all = union(a, b) else { return nil }
    return all & ~decided
  }

  /// As values.
  var vector: Vector { Vector(content: .boolean(isTrue), validity: ~isNull, faults: faults) }

  init(_ vector: Vector, count: Int) {
    guard case .boolean(let values) = vector.content else {
      self.init(.null, count: count)
      faults = vector.faults(of: count)
      return
    }
    let holds = vector.isConstant ? Bitmap(repeating: values[0], count: count) : values
    self.init(holds, validity: vector.validity(of: count), faults: vector.faults(of: count))
  }
}

/// Either of two sets, of which nil is the empty one.
func union(_ a: Bitmap?, _ b: Bitmap?) -> Bitmap? {
  guard let a else { return b }
  return b.map { a | $0 } ?? a
}
