import Columnar

/// The value of a condition on every slot of a frame.
struct Outcome {
  var isTrue: Bitmap
  /// Nil: nowhere.
  var isNull: Bitmap?
  /// Slots on which a fault made a part NULL that counted. Nil: none.
  var faults: Bitmap?

  init(isTrue: Bitmap, isNull: Bitmap? = nil, faults: Bitmap? = nil) {
    self.isTrue = isTrue
    self.isNull = isNull
    self.faults = faults
  }

  /// The same everywhere.
  init(_ truth: Truth, count: Int) {
    isTrue = Bitmap(repeating: truth == .true, count: count)
    isNull = truth == .null ? Bitmap(repeating: true, count: count) : nil
  }

  /// Two values: what holds where, of operands that may be NULL (validity nil: none is).
  init(_ holds: Bitmap, validity: Bitmap?, faults: Bitmap?) {
    isTrue = validity.map { holds & $0 } ?? holds
    isNull = validity.map { ~$0 }
    self.faults = faults
  }

  var count: Int { isTrue.count }
  var isFalse: Bitmap { ~isNotFalse }
  var isNotFalse: Bitmap { isNull.map { isTrue | $0 } ?? isTrue }

  static prefix func ! (outcome: Outcome) -> Outcome {
    Outcome(isTrue: outcome.isFalse, isNull: outcome.isNull, faults: outcome.faults)
  }

  /// AND: a fault beside a FALSE does not count, whichever of the two was evaluated first.
  func and(_ other: Outcome) -> Outcome {
    let isTrue = isTrue & other.isTrue
    if isNull == nil, other.isNull == nil, faults == nil, other.faults == nil { return Outcome(isTrue: isTrue) }
    let isFalse = isFalse | other.isFalse
    return Outcome(isTrue: isTrue, isNull: ~(isTrue | isFalse), faults: joined(faults, other.faults, except: isFalse))
  }

  func or(_ other: Outcome) -> Outcome {
    let isTrue = isTrue | other.isTrue
    if isNull == nil, other.isNull == nil, faults == nil, other.faults == nil { return Outcome(isTrue: isTrue) }
    let isFalse = isFalse & other.isFalse
    return Outcome(isTrue: isTrue, isNull: ~(isTrue | isFalse), faults: joined(faults, other.faults, except: isTrue))
  }

  private func joined(_ a: Bitmap?, _ b: Bitmap?, except decided: Bitmap) -> Bitmap? {
    guard let all = union(a, b) else { return nil }
    return all & ~decided
  }

  /// As values.
  var vector: Vector { Vector(content: .boolean(isTrue), validity: isNull.map { ~$0 }, faults: faults) }

  init(_ vector: Vector, count: Int) {
    guard case .boolean(let values) = vector.content else {
      self.init(.null, count: count)
      faults = vector.faults(of: count)
      return
    }
    let holds = vector.isConstant ? Bitmap(repeating: values[0], count: count) : values
    let validity = vector.validity == nil ? nil : vector.validity(of: count)
    self.init(holds, validity: validity, faults: vector.faults(of: count))
  }
}

/// Either of two sets, of which nil is the empty one.
func union(_ a: Bitmap?, _ b: Bitmap?) -> Bitmap? {
  guard let a else { return b }
  return b.map { a | $0 } ?? a
}
