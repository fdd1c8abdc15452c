import Columnar

/// `shift`: adds a number of days that is the same for equal entities; NULL without an entity or beyond the type.
struct ShiftKernel: Sendable {
  private let days: Int
  private let key: MessageKey
  private let moments: MomentUnit

  init(days: Int, _ type: LeafType, _ keys: MaskKeys) {
    self.days = days
    key = MessageKey(keys.source.use("shift"))
    moments = MomentUnit(type.kind)
  }

  func apply(_ values: Values, _ entities: Entities) -> MaskedValues {
    precondition(entities.texts.count == values.count)
    let span = UInt64(2 * days + 1)
    let draws = mapped(key.draws(of: entities.texts)) { Int64($0 % span) - Int64(days) }
    var validity = entities.validity ?? Bitmap(repeating: true, count: values.count)
    let shifted = shifted(values, by: draws, &validity)
    return validity.isAllSet
      ? MaskedValues(shifted) : MaskedValues(shifted.selected(by: validity), validity: validity)
  }

  /// All values shifted; what leaves its type's range is anything, and no longer valid.
  private func shifted(_ values: Values, by draws: [Int64], _ validity: inout Bitmap) -> Values {
    switch (moments, values) {
    case (.days, .int32(let days)): return .int32(added(days, draws, perDay: 1, &validity))
    case (.counts(let unit), .int64(let counts)):
      return .int64(added(counts, draws, perDay: 86_400 * unit.perSecond, &validity))
    case (.int96, .fixed(let stored)):
      var bytes: [UInt8] = []
      for index in 0..<stored.count {
        let distance = Int128(draws[index]) * Moment.nanosecondsPerDay
        let moved = Timestamp96(nanoseconds: Timestamp96(stored[index]).nanoseconds + distance).bytes
        if moved == nil { validity.set(index, to: false) }
        bytes += moved ?? [UInt8](repeating: 0, count: 12)
      }
      return .fixed(FixedBytes(width: 12, count: stored.count, bytes: bytes))
    default: preconditionFailure("values of another type")
    }
  }

  private func added<Number: FixedWidthInteger & BitwiseCopyable>(
    _ numbers: [Number], _ draws: [Int64], perDay: Int64, _ validity: inout Bitmap
  ) -> [Number] {
    let (numbers, draws) = (numbers.span, draws.span)
    return [Number](filling: numbers.count) { result in
      for index in 0..<result.count {
        // In 128 bits, because a distance may be longer than the 64 that the sum fits.
        let number = Number(exactly: Int128(numbers[index]) &+ Int128(draws[index]) &* Int128(perDay))
        if number == nil { validity.set(index, to: false) }
        result[index] = number ?? 0
      }
    }
  }
}
