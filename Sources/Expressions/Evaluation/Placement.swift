import Columnar

/// Where the values of a column stand in the slots of a frame.
struct Placement {
  let count: Int
  /// Set where a slot has a value. Nil: everywhere.
  let validity: Bitmap?
  /// The entry of each value there is, in order. Nil: one after the other.
  let indices: [UInt32]?
  /// The entry that stands for NULL, where there is one: behind all others.
  let nullEntry: UInt32?

  /// The entry of every slot.
  var slots: [UInt32] {
    guard let validity else { return indices ?? (0..<UInt32(count)).map { $0 } }
    var slots = [UInt32](repeating: nullEntry ?? 0, count: count)
    var next = 0
    validity.forEachSet { slot in
      slots[slot] = indices?[next] ?? UInt32(next)
      next += 1
    }
    return slots
  }

  /// Whether every entry is its own slot.
  var isIdentity: Bool { validity == nil && indices == nil }

  func spread(_ vector: Vector) throws(ExpressionError) -> Vector {
    if isIdentity || vector.isConstant { return vector }
    let slots = slots
    if case .bytes(let strings) = vector.content {
      var total = 0
      for slot in slots { total += strings.range(Int(slot)).count }
      try checkTextSize(total)
    }
    return vector.gathered(slots)
  }

  func spread(_ outcome: Outcome) -> Outcome {
    if isIdentity { return outcome }
    return Outcome(
      isTrue: spread(outcome.isTrue), isNull: outcome.isNull.map(spread), faults: outcome.faults.map(spread))
  }

  /// The bit of each slot's entry.
  private func spread(_ entries: Bitmap) -> Bitmap {
    guard let validity else { return indices.map(entries.gathered) ?? entries }
    let count = indices?.count ?? entries.count - 1
    let present =
      entries.isNoneSet
      ? Bitmap(repeating: false, count: count)
      : indices.map(entries.gathered) ?? entries[0..<count]
    let spread = present.scattered(over: validity)
    return nullEntry.map { entries[Int($0)] } ?? false ? spread | ~validity : spread
  }
}

/// Refuses text that a predicate would make in such an amount that memory, or offsets of 32 bits, would not hold it.
func checkTextSize(_ bytes: Int) throws(ExpressionError) {
  guard bytes <= 1 << 30 else {
    throw ExpressionError(.limitExceeded, "a part of a predicate makes more than 1 GiB of text from one batch")
  }
}
