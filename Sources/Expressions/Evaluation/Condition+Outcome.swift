import Columnar

extension Condition {
  /// The condition's value on every slot of a frame.
  func outcome(on frame: Frame) throws(ExpressionError) -> Outcome {
    if case .one(let leaf) = use, let column = try frame.entries(ofLeaf: leaf) {
      return column.placement.spread(try outcome(on: column.entries))
    }
    switch node {
    case .constant(let truth): return Outcome(truth, count: frame.count)
    case .and(let parts):
      var result = try parts[0].outcome(on: frame)
      for part in parts.dropFirst() {
        // What is FALSE everywhere stays so.
        if result.isTrue.isNoneSet, result.isNull?.isNoneSet ?? true { break }
        result = result.and(try part.outcome(on: frame, where: result.isNotFalse))
      }
      return result
    case .or(let parts):
      var result = try parts[0].outcome(on: frame)
      for part in parts.dropFirst() {
        if result.isTrue.isAllSet { break }
        result = result.or(try part.outcome(on: frame, where: ~result.isTrue))
      }
      return result
    case .test(let expression, let test, let isNegated):
      let outcome = try test.outcome(of: expression, on: frame)
      return isNegated ? !outcome : outcome
    case .isNull(let expression, let isNegated):
      if let validity = frame.storedValidity(of: expression) {
        return Outcome(isTrue: isNegated ? validity : ~validity)
      }
      let vector = try frame.vector(of: expression)
      let validity = vector.validity(of: frame.count)
      return Outcome(isTrue: isNegated ? validity : ~validity, faults: vector.faults(of: frame.count))
    case .sample(let sample, let isNegated):
      let outcome = try frame.drawn(sample)
      return isNegated ? !outcome : outcome
    case .quantified(let quantifier, let condition, let body, let list, let isNegated):
      let outcome = try frame.quantified(quantifier, over: list, naming: body) { elements throws(ExpressionError) in
        try condition.outcome(on: elements)
      }
      return isNegated ? !outcome : outcome
    case .expression(let expression, let isNegated):
      let outcome = try frame.outcome(of: expression)
      return isNegated ? !outcome : outcome
    }
  }

  /// The condition's value where it is wanted, and anything elsewhere: what costs much is evaluated on the rows left only.
  private func outcome(on frame: Frame, where wanted: Bitmap) throws(ExpressionError) -> Outcome {
    var size = frame.count
    if case .one(let leaf) = use, let column = try frame.entries(ofLeaf: leaf) { size = column.entries.count }
    guard cost >= 8, wanted.setCount < size / 4, let part = frame.selected(wanted) else {
      return try outcome(on: frame)
    }
    let outcome = try outcome(on: part)
    return Outcome(
      isTrue: outcome.isTrue.scattered(over: wanted), isNull: outcome.isNull?.scattered(over: wanted),
      faults: outcome.faults?.scattered(over: wanted))
  }
}
