import Columnar

/// Takes the values at given cells out of an array's buffers.
struct LeafReader {
  let body: [UInt8]
  let array: ArrowArray

  private var field: ArrowField { array.field }

  /// The values at `cells`, which are below the array's count.
  func values(at cells: [Int32]) throws(ArrowError) -> Values {
    switch field.type {
    case .null: return .int32([])
    case .boolean:
      let range = try buffer(bits: 1)
      return .boolean(Bitmap(cells.lazy.map { body[range.lowerBound + Int($0 >> 3)] >> UInt8($0 & 7) & 1 != 0 }))
    case .integer(let bits, let signed): return try integers(cells, bits: bits, signed: signed)
    case .floatingPoint(16): return .fixed(try fixed(cells, width: 2))
    case .floatingPoint(32): return .float(try load(cells, UInt32.self).map { Float(bitPattern: $0) })
    case .floatingPoint: return .double(try load(cells, UInt64.self).map { Double(bitPattern: $0) })
    case .decimal(_, _, let bits): return .fixed(try fixed(cells, width: bits / 8).reversedValues)
    case .fixedSizeBinary(let width): return .fixed(try fixed(cells, width: width))
    case .string(let large):
      let strings = try strings(cells, large: large)
      guard strings.isText else {
        throw ArrowError(.malformed, "text is not valid UTF-8", at: Place(column: field.name))
      }
      return .bytes(strings)
    case .binary(let large): return .bytes(try strings(cells, large: large))
    case .date(milliseconds: false), .time(.millisecond): return .int32(try load(cells, Int32.self))
    case .date(milliseconds: true): return .int32(try days(cells))
    case .time(.second): return .int32(try scaled(try load(cells, Int32.self)))
    case .timestamp(.second, _): return .int64(try scaled(try load(cells, Int64.self)))
    case .time, .timestamp: return .int64(try load(cells, Int64.self))
    case .list, .fixedSizeList, .map, .structure, .duration, .stringView, .binaryView, .listView:
      preconditionFailure("not a leaf")
    }
  }

  /// Indices into a dictionary of `count` values.
  func indices(at cells: [Int32], below count: Int, _ type: ArrowField.Dictionary) throws(ArrowError) -> [UInt32] {
    let numbers: [Int64]
    switch (type.indexBits, type.indexSigned) {
    case (8, true): numbers = try load(cells, Int8.self).map(Int64.init)
    case (8, false): numbers = try load(cells, UInt8.self).map(Int64.init)
    case (16, true): numbers = try load(cells, Int16.self).map(Int64.init)
    case (16, false): numbers = try load(cells, UInt16.self).map(Int64.init)
    case (32, true): numbers = try load(cells, Int32.self).map(Int64.init)
    case (32, false): numbers = try load(cells, UInt32.self).map(Int64.init)
    case (64, _): numbers = try load(cells, Int64.self)
    default: throw ArrowError(.malformed, "dictionary indices of \(type.indexBits) bits", at: Place(column: field.name))
    }
    guard numbers.allSatisfy({ $0 >= 0 && $0 < count }) else {
      throw ArrowError(.malformed, "an index lies beyond its dictionary", at: Place(column: field.name))
    }
    return numbers.map { UInt32($0) }
  }

  // MARK: Buffers

  private var tooShort: ArrowError {
    ArrowError(.malformed, "a buffer is shorter than its array", at: Place(column: field.name))
  }

  /// The first buffer, proven to hold `bits` for each cell.
  private func buffer(bits: Int) throws(ArrowError) -> Range<Int> {
    // Both are small: cells are limited, and so is the width of a type.
    guard array.buffers[0].count >= (array.count * bits + 7) / 8 else { throw tooShort }
    return array.buffers[0]
  }

  private func load<Value: FixedWidthInteger & BitwiseCopyable>(
    _ cells: [Int32], _ type: Value.Type
  ) throws(ArrowError) -> [Value] {
    let start = try buffer(bits: Value.bitWidth).lowerBound
    let bytes = body.rawBytes
    return [Value](filling: cells.count) { values in
      for index in 0..<cells.count {
        values[index] = bytes.integer(at: start + Int(cells[index]) * (Value.bitWidth / 8), as: type)
      }
    }
  }

  private func integers(_ cells: [Int32], bits: Int, signed: Bool) throws(ArrowError) -> Values {
    switch (bits, signed) {
    case (8, true): .int32(try load(cells, Int8.self).map(Int32.init))
    case (8, false): .int32(try load(cells, UInt8.self).map(Int32.init))
    case (16, true): .int32(try load(cells, Int16.self).map(Int32.init))
    case (16, false): .int32(try load(cells, UInt16.self).map(Int32.init))
    case (32, _): .int32(try load(cells, Int32.self))
    default: .int64(try load(cells, Int64.self))
    }
  }

  private func fixed(_ cells: [Int32], width: Int) throws(ArrowError) -> FixedBytes {
    let start = try buffer(bits: 8 * width).lowerBound
    var bytes: [UInt8] = []
    bytes.reserveCapacity(cells.count * width)
    for cell in cells { bytes += body[start + Int(cell) * width..<start + (Int(cell) + 1) * width] }
    return FixedBytes(width: width, count: cells.count, bytes: bytes)
  }

  private func days(_ cells: [Int32]) throws(ArrowError) -> [Int32] {
    try load(cells, Int64.self).map { (milliseconds) throws(ArrowError) in
      guard let day = Int32(exactly: (Double(milliseconds) / 86_400_000).rounded(.down)) else { throw beyond }
      return day
    }
  }

  private func scaled<Value: FixedWidthInteger>(_ seconds: [Value]) throws(ArrowError) -> [Value] {
    try seconds.map { (second) throws(ArrowError) in
      let (value, overflow) = second.multipliedReportingOverflow(by: 1000)
      guard !overflow else { throw beyond }
      return value
    }
  }

  private var beyond: ArrowError {
    ArrowError(.unsupported, "a time beyond what columns hold", at: Place(column: field.name))
  }

  private func strings(_ cells: [Int32], large: Bool) throws(ArrowError) -> ByteStrings {
    let data = array.buffers[1]
    var result = ByteStrings()
    for cell in cells {
      let (start, end) = try offsets(body, array, Int(cell), large: large)
      guard end <= data.count, result.bytes.count + (end - start) <= Int(UInt32.max) else { throw tooShort }
      result.append(body[data.lowerBound + start..<data.lowerBound + end])
    }
    return result
  }
}

/// Where a cell's bytes or elements begin and end; ascending, but not yet known to be within the data.
func offsets(_ body: [UInt8], _ array: ArrowArray, _ cell: Int, large: Bool) throws(ArrowError) -> (Int, Int) {
  let width = large ? 8 : 4
  let range = array.buffers[0]
  let broken = ArrowError(
    .malformed, "offsets that do not ascend within their buffer", at: Place(column: array.field.name))
  guard (cell + 2) * width <= range.count else { throw broken }
  let at = range.lowerBound + cell * width
  let bytes = body.rawBytes
  let start = large ? bytes.integer(at: at, as: Int64.self) : Int64(bytes.integer(at: at, as: Int32.self))
  let end = large ? bytes.integer(at: at + 8, as: Int64.self) : Int64(bytes.integer(at: at + 4, as: Int32.self))
  guard start >= 0, start <= end else { throw broken }
  return (Int(start), Int(end))
}

extension FixedBytes {
  /// Each value's bytes in the opposite order.
  fileprivate var reversedValues: FixedBytes {
    let source = bytes
    let swapped = [UInt8](filling: source.count) { target in
      for index in 0..<source.count {
        let (value, byte) = (index / width, index % width)
        target[index] = source[value * width + width - 1 - byte]
      }
    }
    return FixedBytes(width: width, count: count, bytes: swapped)
  }
}

extension ByteStrings {
  /// Whether every value is valid UTF-8.
  fileprivate var isText: Bool {
    if bytes.allSatisfy({ $0 < 0x80 }) { return true }
    return (0..<count).allSatisfy { String(validating: self[$0], as: UTF8.self) != nil }
  }
}
