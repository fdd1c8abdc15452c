import Columnar

/// The buffers of a leaf's array, behind its validity.
enum LeafBuffers {
  /// Values of one width, in bytes.
  case fixed([UInt8], width: Int)
  case bits(Bitmap)
  case text(ByteStrings)

  /// The values of a leaf, NULLs left out, as Arrow stores them.
  ///
  /// Throws `malformed` for a decimal beyond its type, `unsupported` for an INT96 timestamp beyond 64 bits.
  init(_ values: Values, _ leaf: Leaf) throws(ArrowError) {
    switch (leaf.type.kind, values) {
    case (.decimal(let precision, _), _):
      let width = precision <= 38 ? 16 : 32
      self = .fixed(try decimals(values, width: width, leaf), width: width)
    case (_, .boolean(let bits)): self = .bits(bits)
    case (.integer(let bits, _), .int32(let numbers)): self = .narrowed(numbers, bits)
    case (.integer(let bits, _), .int64(let numbers)): self = .narrowed(numbers, bits)
    case (.time(.millis, _), .int64(let counts)): self = .narrowed(counts, 32)
    case (.time(let unit, _), .int32(let counts)) where unit != .millis: self = .narrowed(counts, 64)
    case (_, .int32(let numbers)): self = .fixed(numbers.copiedBytes, width: 4)
    case (_, .int64(let numbers)): self = .fixed(numbers.copiedBytes, width: 8)
    case (_, .float(let numbers)): self = .fixed(numbers.map(\.bitPattern).copiedBytes, width: 4)
    case (_, .double(let numbers)): self = .fixed(numbers.map(\.bitPattern).copiedBytes, width: 8)
    case (.timestamp96, .fixed(let timestamps)): self = .fixed(try nanoseconds(timestamps, leaf), width: 8)
    case (_, .fixed(let values)): self = .fixed(values.bytes, width: values.width)
    case (_, .bytes(let values)): self = .text(values)
    }
  }

  private static func narrowed(_ numbers: [some FixedWidthInteger], _ bits: Int) -> LeafBuffers {
    switch bits {
    case 8: .fixed(numbers.map { UInt8(truncatingIfNeeded: $0) }, width: 1)
    case 16: .fixed(numbers.map { Int16(truncatingIfNeeded: $0) }.copiedBytes, width: 2)
    case 32: .fixed(numbers.map { Int32(truncatingIfNeeded: $0) }.copiedBytes, width: 4)
    default: .fixed(numbers.map { Int64(truncatingIfNeeded: $0) }.copiedBytes, width: 8)
    }
  }

  /// Appends the buffers, with room for the cells that have no value.
  func append(to body: inout RecordBatchBody, validity: Bitmap?) throws(ArrowError) {
    switch self {
    case .fixed(let bytes, let width):
      body.append(validity.map { spread(bytes, width: width, over: $0) } ?? bytes)
    case .bits(let bits): body.append((validity.map { spread(bits, over: $0) } ?? bits).bytes)
    case .text(let values):
      body.append(offsets(of: values, over: validity).copiedBytes)
      body.append(values.bytes)
    }
  }
}

// MARK: Conversions

private func decimals(_ values: Values, width: Int, _ leaf: Leaf) throws(ArrowError) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(values.count * width)
  switch values {
  case .int32(let numbers): for number in numbers { appendExtended(Int64(number), width, to: &result) }
  case .int64(let numbers): for number in numbers { appendExtended(number, width, to: &result) }
  case .fixed(let values): for index in 0..<values.count { try appendDecimal(values[index], width, leaf, to: &result) }
  case .bytes(let values): for index in 0..<values.count { try appendDecimal(values[index], width, leaf, to: &result) }
  case .boolean, .float, .double: preconditionFailure("not stored decimals")
  }
  return result
}

private func appendExtended(_ number: Int64, _ width: Int, to result: inout [UInt8]) {
  let sign: UInt8 = number < 0 ? 0xFF : 0
  for byte in 0..<8 { result.append(UInt8(truncatingIfNeeded: number >> Int64(8 * byte))) }
  for _ in 8..<width { result.append(sign) }
}

/// Big-endian two's complement of any length to little-endian of `width` bytes.
private func appendDecimal(
  _ value: ArraySlice<UInt8>, _ width: Int, _ leaf: Leaf, to result: inout [UInt8]
) throws(ArrowError) {
  let sign: UInt8 = value.first ?? 0 >= 0x80 ? 0xFF : 0
  let kept = value.suffix(width)
  let fits = value.dropLast(kept.count).allSatisfy { $0 == sign } && (kept.first ?? 0 >= 0x80) == (sign != 0)
  guard fits else {
    throw ArrowError(.malformed, "a decimal has more digits than its type", at: Place(column: leaf.shortPath))
  }
  result += kept.reversed()
  for _ in kept.count..<width { result.append(sign) }
}

private func nanoseconds(_ timestamps: FixedBytes, _ leaf: Leaf) throws(ArrowError) -> [UInt8] {
  var counts: [Int64] = []
  counts.reserveCapacity(timestamps.count)
  for index in 0..<timestamps.count {
    guard let count = Int64(exactly: Timestamp96(timestamps[index]).nanoseconds) else {
      throw ArrowError(
        .unsupported, "an INT96 timestamp is beyond the 64 bits of Arrow", at: Place(column: leaf.shortPath),
        hint: "choose another format")
    }
    counts.append(count)
  }
  return counts.copiedBytes
}

// MARK: Room for NULLs

private func spread(_ bytes: [UInt8], width: Int, over validity: Bitmap) -> [UInt8] {
  var result = [UInt8](repeating: 0, count: validity.count * width)
  var source = 0
  validity.forEachSet { slot in
    let target = slot * width
    for byte in 0..<width { result[target + byte] = bytes[source + byte] }
    source += width
  }
  return result
}

private func spread(_ bits: Bitmap, over validity: Bitmap) -> Bitmap {
  var result = Bitmap(repeating: false, count: validity.count)
  var source = 0
  validity.forEachSet { slot in
    if bits[source] { result.set(slot, to: true) }
    source += 1
  }
  return result
}

/// 32-bit offsets; a cell without a value is empty.
private func offsets(of values: ByteStrings, over validity: Bitmap?) -> [UInt32] {
  guard let validity else { return values.offsets }
  var result: [UInt32] = [0]
  result.reserveCapacity(validity.count + 1)
  var source = 0
  for slot in 0..<validity.count {
    if validity[slot] { source += 1 }
    result.append(values.offsets[source])
  }
  return result
}
