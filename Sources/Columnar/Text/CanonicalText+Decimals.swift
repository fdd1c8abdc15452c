func decimalText(of values: Values, scale: Int) -> ByteStrings {
  let scale = max(scale, 0)
  switch values {
  case .int32(let numbers): return decimalText(count: numbers.count, scale: scale) { Int128(numbers[$0]) }
  case .int64(let numbers): return decimalText(count: numbers.count, scale: scale) { Int128(numbers[$0]) }
  case .fixed(let numbers) where numbers.width <= 16:
    return decimalText(count: numbers.count, scale: scale) { Int128(bigEndian: numbers[$0]) ?? 0 }
  case .fixed(let numbers): return wideDecimalText((0..<numbers.count).lazy.map { numbers[$0] }, scale: scale)
  case .bytes(let numbers): return wideDecimalText((0..<numbers.count).lazy.map { numbers[$0] }, scale: scale)
  case .boolean, .float, .double: preconditionFailure("not stored decimals")
  }
}

private func decimalText(count: Int, scale: Int, _ number: (Int) -> Int128) -> ByteStrings {
  // Sign, point, and either 39 digits or the zeros in front of a small fraction.
  ByteStrings(count: count, longest: max(39, scale + 1) + 2) { index, bytes, start in
    write(number(index), scale: scale, &bytes, start)
  }
}

/// A decimal in plain notation; returns where it ends. Up to `max(39, scale + 1) + 2` bytes.
private func write(_ unscaled: Int128, scale: Int, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int {
  var at = start
  if unscaled < 0 {
    bytes[at] = UInt8(ascii: "-")
    at += 1
  }
  let end = DigitWriter.write(unscaled.magnitude, &bytes, at)
  return scale == 0 ? end : insertPoint(scale: scale, &bytes, at, end)
}

/// Puts a point before the last `scale` of the digits from `first` to `end`, with zeros in front where there are too few.
private func insertPoint(scale: Int, _ bytes: inout MutableSpan<UInt8>, _ first: Int, _ end: Int) -> Int {
  let missing = max(0, scale + 1 - (end - first))
  var at = end
  while at > first {
    at -= 1
    bytes[at + missing + (end - at <= scale ? 1 : 0)] = bytes[at]
  }
  for zero in 0..<missing { bytes[first + zero + (zero == 0 ? 0 : 1)] = UInt8(ascii: "0") }
  bytes[end + missing - scale] = UInt8(ascii: ".")
  return end + missing + 1
}

/// Decimals of any stored length, one at a time: rare beyond 16 bytes.
private func wideDecimalText(_ values: some Sequence<ArraySlice<UInt8>>, scale: Int) -> ByteStrings {
  var result = ByteStrings()
  for value in values {
    if let number = Int128(bigEndian: value) {
      let text = [UInt8](fillingUpTo: max(39, scale + 1) + 2) { write(number, scale: scale, &$0, 0) }
      result.append(text)
    } else {
      result.append(WideInteger(bigEndian: value).decimalText(scale: scale))
    }
  }
  return result
}

extension Int128 {
  /// A two's complement number as Parquet stores DECIMAL; nil where 128 bits do not hold it. No bytes are zero.
  public init?(bigEndian bytes: some BidirectionalCollection<UInt8>) {
    let negative = (bytes.first ?? 0) >= 0x80
    var number: Int128 = negative ? -1 : 0
    var rest = bytes[...]
    while rest.count > 16 {
      guard rest.removeFirst() == (negative ? 0xff : 0) else { return nil }
    }
    for byte in rest { number = number << 8 | Int128(byte) }
    guard (number < 0) == negative else { return nil }
    self = number
  }
}
