import Columnar

/// Values that wait for their page to be full: appended to in place.
struct ValueBuffer {
  private(set) var values: Values
  private let type: PhysicalType

  init(_ type: PhysicalType) {
    self.type = type
    values = .empty(type)
  }

  /// Takes all values out and leaves none.
  mutating func take() -> Values {
    defer { values = .empty(type) }
    return values
  }

  mutating func append(_ added: Values, _ range: Range<Int>) {
    if values.count == 0 && range == 0..<added.count {
      values = added
      return
    }
    // What is appended to leaves its enum meanwhile, so that it is not copied.
    let own = values
    values = .boolean(Bitmap(repeating: false, count: 0))
    values = Self.joined(own, added, range)
  }

  private static func joined(_ own: consuming Values, _ added: Values, _ range: Range<Int>) -> Values {
    switch (consume own, added) {
    case (.boolean(var bits), .boolean(let more)):
      bits.append(contentsOf: more[range])
      return .boolean(bits)
    case (.int32(var numbers), .int32(let more)):
      numbers.append(contentsOf: more[range])
      return .int32(numbers)
    case (.int64(var numbers), .int64(let more)):
      numbers.append(contentsOf: more[range])
      return .int64(numbers)
    case (.float(var numbers), .float(let more)):
      numbers.append(contentsOf: more[range])
      return .float(numbers)
    case (.double(var numbers), .double(let more)):
      numbers.append(contentsOf: more[range])
      return .double(numbers)
    case (.fixed(let fixed), .fixed(let more)):
      let part = more.bytes[range.lowerBound * more.width..<range.upperBound * more.width]
      return .fixed(FixedBytes(width: fixed.width, count: fixed.count + range.count, bytes: fixed.bytes + part))
    case (.bytes(let strings), .bytes(let more)):
      var (offsets, bytes) = strings.take()
      let base = UInt32(bytes.count) &- more.offsets[range.lowerBound]
      offsets.append(contentsOf: more.offsets[range.lowerBound + 1..<range.upperBound + 1].lazy.map { $0 &+ base })
      bytes.append(contentsOf: more.bytes[Int(more.offsets[range.lowerBound])..<Int(more.offsets[range.upperBound])])
      return .bytes(ByteStrings(offsets: offsets, bytes: bytes))
    default: preconditionFailure("values of different types")
    }
  }
}
