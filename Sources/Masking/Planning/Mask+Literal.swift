import Columnar

extension Mask {
  /// An argument as one value of the leaf's type, for `constant` and `respond`. Throws where it is none.
  func literal(_ argument: MaskArgument, _ leaf: Leaf) throws(MaskingError) -> Values {
    guard let value = value(argument, leaf.type) else {
      throw misfit(leaf, "\(argument.canonical) is not a value of type \(leaf.type.name)")
    }
    return value
  }

  private func value(_ argument: MaskArgument, _ type: LeafType) -> Values? {
    switch (type.kind, argument) {
    case (.string, .text(let text)): .bytes(ByteStrings([text]))
    case (.binary, .text(let text)): bytes(text, type.physical)
    case (.boolean, .boolean(let truth)): .boolean(Bitmap([truth]))
    case (.integer(let bits, let signed), .integer(let number)): integer(number, bits: bits, signed: signed)
    case (.decimal(let precision, let scale), .integer), (.decimal(let precision, let scale), .decimal):
      argument.number.flatMap { decimal($0, precision: precision, scale: scale, type.physical) }
    case (.float16, .integer), (.float16, .decimal): argument.number.map { half($0) }
    case (.float32, .integer), (.float32, .decimal): argument.number.map { .float([$0.nearestFloat]) }
    case (.float64, .integer), (.float64, .decimal): argument.number.map { .double([$0.nearestDouble]) }
    case (.uuid, .text(let text)):
      uuid(text).map { .fixed(FixedBytes(width: 16, count: 1, bytes: $0)) }
    case (.date, .text(let text)):
      Moment.parse(text).flatMap { $0.hasTime ? nil : Int32(exactly: $0.days) }.map { .int32([$0]) }
    case (.timestamp(let unit, let utc), .text(let text)): timestamp(text, unit, utc: utc)
    case (.timestamp96, .text(let text)):
      Moment.parse(text).flatMap { $0.isUTC ? nil : Timestamp96(nanoseconds: $0.nanoseconds).bytes }
        .map { .fixed(FixedBytes(width: 12, count: 1, bytes: $0)) }
    case (.time(let unit, _), .text(let text)): time(text, unit, type.physical)
    default: nil
    }
  }
}

private func bytes(_ text: String, _ physical: PhysicalType) -> Values? {
  guard case .fixedLengthByteArray(let width) = physical else { return .bytes(ByteStrings([text])) }
  let bytes = Array(text.utf8)
  return bytes.count == width ? .fixed(FixedBytes(width: width, count: 1, bytes: bytes)) : nil
}

private func integer(_ number: Int128, bits: Int, signed: Bool) -> Values? {
  let range = IntegerRange(bits: bits, signed: signed)
  guard range.contains(number) else { return nil }
  return bits == 64 ? .int64([Int64(truncatingIfNeeded: number)]) : .int32([Int32(truncatingIfNeeded: number)])
}

private func decimal(_ number: ExactDecimal, precision: Int, scale: Int, _ physical: PhysicalType) -> Values? {
  guard let unscaled = number.unscaled(atScale: max(scale, 0)),
    precision > 38 || unscaled.magnitude < UInt128(ExactDecimal.powerOfTen(precision))
  else { return nil }
  return StoredDecimals.values([unscaled], physical)
}

private func half(_ number: ExactDecimal) -> Values {
  let pattern = Float16(number.nearestDouble).bitPattern
  return .fixed(
    FixedBytes(
      width: 2, count: 1, bytes: [UInt8(truncatingIfNeeded: pattern), UInt8(truncatingIfNeeded: pattern >> 8)]))
}

/// 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
private func uuid(_ text: String) -> [UInt8]? {
  let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  guard groups.map(\.count) == [8, 4, 4, 4, 12] else { return nil }
  return Hexadecimal.bytes(groups.flatMap { $0 }[...])
}

private func time(_ text: String, _ unit: TimeUnit, _ physical: PhysicalType) -> Values? {
  guard let nanoseconds = Moment.parseTime(utf8: Array(text.utf8)[...]) else { return nil }
  let (count, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000 / unit.perSecond)
  guard rest == 0 else { return nil }
  return physical == .int32 ? .int32([Int32(truncatingIfNeeded: count)]) : .int64([count])
}

private func timestamp(_ text: String, _ unit: TimeUnit, utc: Bool) -> Values? {
  guard let moment = Moment.parse(text), utc || !moment.isUTC else { return nil }
  let (count, rest) = moment.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000 / Int128(unit.perSecond))
  guard rest == 0, let count = Int64(exactly: count) else { return nil }
  return .int64([count])
}
