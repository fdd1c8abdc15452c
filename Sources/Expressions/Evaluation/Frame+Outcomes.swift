import Columnar

extension Frame {
  /// The value of a boolean expression on every slot.
  func outcome(of expression: Expression) throws(ExpressionError) -> Outcome {
    if expression.isConstant, case .nothing = source {
    } else if expression.isConstant {
      return Outcome(try vector(of: expression), count: count)
    } else if case .one(let leaf) = expression.use, let column = try entries(ofLeaf: leaf) {
      return column.placement.spread(try column.entries.outcome(of: expression))
    }
    switch expression.node {
    case .and(let operands):
      var result = Outcome(.true, count: count)
      for operand in operands { result = result.and(try outcome(of: operand)) }
      return result
    case .or(let operands):
      var result = Outcome(.false, count: count)
      for operand in operands { result = result.or(try outcome(of: operand)) }
      return result
    case .not(let operand): return !(try outcome(of: operand))
    case .compare(let comparison, let a, let b): return compared(comparison, try vector(of: a), try vector(of: b))
    case .isDistinct(let a, let b): return distinct(try vector(of: a), try vector(of: b))
    case .isNull(let operand):
      let vector = try vector(of: operand)
      return Outcome(isTrue: ~vector.validity(of: count), faults: vector.faults(of: count))
    case .isTrue(let operand):
      let outcome = try outcome(of: operand)
      return Outcome(isTrue: outcome.isTrue, faults: outcome.faults)
    case .isFalse(let operand):
      let outcome = try outcome(of: operand)
      return Outcome(isTrue: outcome.isFalse, faults: outcome.faults)
    case .like(let operand, let pattern): return try matched(try vector(of: operand), pattern)
    case .matches(let operand, let pattern): return matched(try vector(of: operand), pattern)
    case .call(.startsWith, let operands), .call(.endsWith, let operands), .call(.contains, let operands):
      guard case .call(let function, _) = expression.node else { return Outcome(.null, count: count) }
      return searched(function, try vector(of: operands[0]), try vector(of: operands[1]))
    case .quantified(let quantifier, let body, let list):
      return try quantified(quantifier, over: list, naming: body) { frame throws(ExpressionError) in
        try frame.outcome(of: body)
      }
    case .sample(let sample): return try drawn(sample)
    default: return Outcome(try computed(expression), count: count)
    }
  }

  /// Evaluates a condition on the elements of a list and gathers its values row by row.
  func quantified(
    _ quantifier: Quantifier, over list: [String], naming body: Expression,
    _ outcome: (Frame) throws(ExpressionError) -> Outcome
  ) throws(ExpressionError) -> Outcome {
    guard let named = body.column(in: list) else { return Outcome(.null, count: count) }
    let elements = try Elements(of: try column(named.leaf.index))
    return elements.outcome(quantifier, try outcome(Frame(elements, rows: self)))
  }

  func compared(_ comparison: Comparison, _ a: Vector, _ b: Vector) -> Outcome {
    let validity = a.validity(of: count) & b.validity(of: count)
    let faults = union(a.faults(of: count), b.faults(of: count))
    return Outcome(Vector.compare(comparison, a, b, count: count), validity: validity, faults: faults)
  }

  private func distinct(_ a: Vector, _ b: Vector) -> Outcome {
    let (first, second) = (a.validity(of: count), b.validity(of: count))
    let differs = (first ^ second) | (first & second & Vector.compare(.notEqual, a, b, count: count))
    return Outcome(
      isTrue: differs,
      faults: union(a.faults(of: count), b.faults(of: count)))
  }

  /// Whether each value's draw is below the sample's threshold.
  func drawn(_ sample: Sample) throws(ExpressionError) -> Outcome {
    guard case .entries(let entries) = source else { return Outcome(.null, count: count) }
    guard let draw = sample.draw else {
      throw ExpressionError(
        .invalidArgument, "a sample read back from its stored form can be compared, not evaluated",
        place: Place(column: sample.leaf.shortPath))
    }
    var draws: [UInt64]
    do {
      draws = try draw.draws(for: entries.values, of: sample.leaf)
    } catch let error as any LouverError {
      throw ExpressionError(error.kind, error.message, place: error.place, hint: error.hint)
    } catch {
      throw ExpressionError(.io, "the draw of a sample failed", place: Place(column: sample.leaf.shortPath))
    }
    precondition(draws.count == entries.values.count)
    var validity = Bitmap(repeating: true, count: draws.count)
    if entries.hasNull {
      draws.append(0)
      validity.append(false)
    }
    let (threshold, numbers) = (sample.threshold, draws.span)
    return Outcome(Bitmap(count: count) { UInt128(numbers[$0]) < threshold }, validity: validity, faults: nil)
  }
}

extension Expression {
  /// A column of a list that is named somewhere below.
  func column(in list: [String]) -> ColumnReference? {
    if case .column(let column) = node, let own = column.list, samePath(own, list) { return column }
    for child in node.children {
      if let found = child.column(in: list) { return found }
    }
    return nil
  }
}
