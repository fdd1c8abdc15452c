import Columnar

/// Walks over the cells of one column, whose texts are made at once for the whole batch.
struct LeafCursor {
  let leaf: Leaf
  private let structure: Structure
  private let texts: ByteStrings
  /// One a value where the column has a dictionary.
  private let indices: [UInt32]?
  private var slot = 0
  private var value = 0

  init(_ column: Column) {
    leaf = column.leaf
    structure = column.structure
    switch column.data {
    case .plain(let values):
      texts = displayText(of: values, type: column.leaf.type)
      indices = nil
    case .dictionary(let values, let indices):
      texts = displayText(of: values, type: column.leaf.type)
      self.indices = indices
    }
  }

  /// The definition level of the current slot.
  var definition: Int {
    switch structure {
    case .required: leaf.maxDefinition
    case .optional(let validity): validity[slot] ? 1 : 0
    case .nested(let levels): Int(levels.definition[slot])
    }
  }

  /// The repetition level of the current slot; 0 behind the last.
  var repetition: Int {
    guard case .nested(let levels) = structure, slot < levels.repetition.count else { return 0 }
    return Int(levels.repetition[slot])
  }

  /// The text of the current slot, nil where there is no value; goes on to the next slot.
  mutating func next() -> ArraySlice<UInt8>? {
    defer { slot += 1 }
    guard definition == leaf.maxDefinition else { return nil }
    defer { value += 1 }
    return texts[indices.map { Int($0[value]) } ?? value]
  }
}

/// Canonical text of values, base64 where they are bytes without a meaning.
private func displayText(of values: Values, type: LeafType) -> ByteStrings {
  let text = canonicalText(of: values, type: type)
  guard type.kind == .binary else { return text }
  var encoded = ByteStrings()
  for index in 0..<text.count { encoded.append(Base64.encoded(text[index])) }
  return encoded
}
