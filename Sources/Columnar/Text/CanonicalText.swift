/// The canonical text of each value: what masks and keys mean by the text of a value that is not text.
///
/// Integers, decimals (with exactly `scale` digits behind the point), dates, times and UUIDs in their plain notation;
/// floats as `%.17g`, `%.9g` and `%.5g`; text and binary are their own bytes. `values` are of `type`'s physical type.
public func canonicalText(of values: Values, type: LeafType) -> ByteStrings {
  switch (type.kind, values) {
  case (.decimal(_, let scale), _): decimalText(of: values, scale: scale)
  case (_, .boolean(let values)): booleanText(of: values)
  case (.date, .int32(let days)): dateText(of: days)
  case (.time(let unit, _), .int32(let counts)): timeText(of: counts, unit)
  case (.time(let unit, _), .int64(let counts)): timeText(of: counts, unit)
  case (.timestamp(let unit, let utc), .int64(let counts)): timestampText(of: counts, unit, utc: utc)
  case (.integer(let bits, signed: false), .int32(let numbers)):
    unsignedText(of: mapped(numbers) { UInt64(UInt32(bitPattern: $0) & (bits == 32 ? ~0 : (1 << bits) - 1)) })
  case (.integer(_, signed: false), .int64(let numbers)): unsignedText(of: mapped(numbers) { UInt64(bitPattern: $0) })
  case (_, .int32(let numbers)): signedText(of: mapped(numbers) { Int64($0) })
  case (_, .int64(let numbers)): signedText(of: numbers)
  case (_, .float(let numbers)): floatText(of: numbers, digits: 9)
  case (_, .double(let numbers)): floatText(of: numbers)
  case (.float16, .fixed(let halves)): floatText(of: halves.halves, digits: 5)
  case (.uuid, .fixed(let identifiers)): uuidText(of: identifiers)
  case (.timestamp96, .fixed(let timestamps)): timestamp96Text(of: timestamps)
  case (_, .fixed(let values)):
    ByteStrings(offsets: (0...values.count).map { UInt32($0 * values.width) }, bytes: values.bytes)
  case (_, .bytes(let values)): values
  }
}

private func booleanText(of values: Bitmap) -> ByteStrings {
  ByteStrings(count: values.count, longest: 5) { index, bytes, start in
    write(values[index] ? "true" : "false", &bytes, start)
  }
}

func write(_ text: StaticString, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int {
  for i in 0..<text.utf8CodeUnitCount { unsafe bytes[start + i] = text.utf8Start[i] }
  return start + text.utf8CodeUnitCount
}
