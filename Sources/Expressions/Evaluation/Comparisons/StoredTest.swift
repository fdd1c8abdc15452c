import Columnar

/// A test on the stored values of a column, without giving each another form first.
enum StoredTest: Sendable {
  case int32(IntegerRanges<Int32>)
  case int64(IntegerRanges<Int64>)
  case float(FloatRanges<Float>)
  case double(FloatRanges<Double>)
  case bytes(ByteTest)
  /// Decimals in bytes.
  case decimals(IntegerRanges<Int128>)

  /// Nil for types whose stored values do not compare as they stand.
  init?(_ type: LeafType, _ literals: [Literal], _ bound: NormalForm.Bound?) {
    switch (type.kind, type.physical) {
    case (.float32, _):
      guard let ranges = FloatRanges<Float>(literals, bound) else { return nil }
      self = .float(ranges)
    case (.float64, _):
      guard let ranges = FloatRanges<Double>(literals, bound) else { return nil }
      self = .double(ranges)
    case (.string, _), (.binary, _), (.uuid, _): self = .bytes(ByteTest(literals, bound))
    case (.decimal(_, let scale), .byteArray), (.decimal(_, let scale), .fixedLengthByteArray):
      self = .decimals(IntegerRanges(.unscaled(scale: scale), literals, bound))
    case (let kind, .int32):
      guard let meaning = IntegerMeaning(kind) else { return nil }
      self = .int32(IntegerRanges(meaning, literals, bound, isUnsigned: kind.isUnsigned))
    case (let kind, .int64):
      guard let meaning = IntegerMeaning(kind) else { return nil }
      self = .int64(IntegerRanges(meaning, literals, bound, isUnsigned: kind.isUnsigned))
    default: return nil
    }
  }

  /// Nil for values of another form.
  func holds(_ values: Values) -> Bitmap? {
    switch (self, values) {
    case (.int32(let ranges), .int32(let numbers)): ranges.holds(numbers)
    case (.int64(let ranges), .int64(let numbers)): ranges.holds(numbers)
    case (.float(let ranges), .float(let numbers)): ranges.holds(numbers)
    case (.double(let ranges), .double(let numbers)): ranges.holds(numbers)
    case (.decimals(let ranges), .bytes), (.decimals(let ranges), .fixed):
      // One that is beyond what its type allows is NULL: left to the general way.
      { $0.invalid == nil ? ranges.holds($0.numbers) : nil }(Vector.unscaled(values))
    case (.bytes(let test), .bytes(let strings)): test.holds(strings)
    case (.bytes(let test), .fixed(let strings)): test.holds(strings)
    default: nil
    }
  }
}

extension IntegerMeaning {
  fileprivate init?(_ kind: ValueKind) {
    switch kind {
    case .integer: self = .integer
    case .decimal(_, let scale): self = .unscaled(scale: scale)
    case .date: self = .counts(1)
    case .time(let unit, _), .timestamp(let unit, _): self = .counts(unit.nanoseconds)
    default: return nil
    }
  }
}

extension ValueKind {
  fileprivate var isUnsigned: Bool {
    if case .integer(_, signed: false) = self { true } else { false }
  }
}
