import Columnar

extension Vector {
  /// Stored values of a type, and behind them a NULL if one is wanted.
  ///
  /// A decimal beyond 128 bits, which its type does not allow, is a fault.
  init(_ values: Values, of type: LeafType, withNull: Bool) {
    var faults: Bitmap?
    switch (type.kind, values) {
    case (.decimal(_, let scale), _):
      let (numbers, invalid) = Self.unscaled(values)
      content = .decimals(Self.mapped(numbers, withNull) { ExactDecimal(unscaled: $0, scale: scale) })
      faults = invalid
    case (_, .boolean(var bits)):
      if withNull { bits.append(false) }
      content = .boolean(bits)
    case (.integer(_, signed: false), .int32(let numbers)):
      content = .integers(Self.mapped(numbers, withNull) { Int128(UInt32(bitPattern: $0)) })
    case (.integer(_, signed: false), .int64(let numbers)):
      content = .integers(Self.mapped(numbers, withNull) { Int128(UInt64(bitPattern: $0)) })
    case (.time(let unit, _), .int32(let counts)):
      content = .integers(Self.mapped(counts, withNull) { Int128($0) * unit.nanoseconds })
    case (.time(let unit, _), .int64(let counts)), (.timestamp(let unit, _), .int64(let counts)):
      content = .integers(Self.mapped(counts, withNull) { Int128($0) * unit.nanoseconds })
    case (_, .int32(let numbers)): content = .integers(Self.mapped(numbers, withNull) { Int128($0) })
    case (_, .int64(let numbers)): content = .integers(Self.mapped(numbers, withNull) { Int128($0) })
    case (_, .float(let numbers)): content = .floats(Self.mapped(numbers, withNull) { Double($0) })
    case (_, .double(let numbers)): content = .floats(withNull ? numbers + [0] : numbers)
    case (.float16, .fixed(let halves)):
      content = .floats(
        (0..<halves.count).map {
          Double(Float16(bitPattern: UInt16(halves[$0].first ?? 0) | UInt16(halves[$0].last ?? 0) << 8))
        }
          + (withNull ? [0] : []))
    case (.timestamp96, .fixed(let timestamps)):
      content = .integers(
        (0..<timestamps.count).map { Timestamp96(timestamps[$0]).nanoseconds } + (withNull ? [0] : []))
    case (_, .fixed(let strings)):
      let offsets = (0...strings.count).map { UInt32($0 * strings.width) }
      content = .bytes(ByteStrings(offsets: withNull ? offsets + offsets.suffix(1) : offsets, bytes: strings.bytes))
    case (_, .bytes(let strings)):
      let offsets = withNull ? strings.offsets + strings.offsets.suffix(1) : strings.offsets
      content = .bytes(ByteStrings(offsets: offsets, bytes: strings.bytes))
    }
    if withNull {
      validity = Bitmap(repeating: true, count: values.count)
      validity?.append(false)
      faults?.append(false)
    }
    fault(faults)
  }

  private static func mapped<Stored: BitwiseCopyable, Number: BitwiseCopyable>(
    _ stored: [Stored], _ withNull: Bool, _ number: (Stored) -> Number
  ) -> [Number] where Stored: ExpressibleByIntegerLiteral {
    let source = stored.span
    return [Number](filling: stored.count + (withNull ? 1 : 0)) { result in
      for index in 0..<source.count { result[index] = number(source[index]) }
      if withNull { result[source.count] = number(0) }
    }
  }

  /// The unscaled numbers of stored decimals, and where 128 bits did not hold one.
  static func unscaled(_ values: Values) -> (numbers: [Int128], invalid: Bitmap?) {
    switch values {
    case .int32(let numbers): return (numbers.map { Int128($0) }, nil)
    case .int64(let numbers): return (numbers.map { Int128($0) }, nil)
    case .fixed(let bytes) where bytes.width == 16:
      let words = bytes.bytes.rawBytes
      let numbers = [Int128](filling: bytes.count) { numbers in
        for index in 0..<numbers.count {
          let high = words.integer(at: index &* 16, as: Int64.self).byteSwapped
          let low = words.integer(at: index &* 16 &+ 8, as: UInt64.self).byteSwapped
          numbers[index] = Int128(high) &<< 64 | Int128(low)
        }
      }
      return (numbers, beyondLimit(numbers))
    case .fixed(let bytes): return unscaled((0..<bytes.count).lazy.map { bytes[$0] })
    case .bytes(let bytes): return unscaled((0..<bytes.count).lazy.map { bytes[$0] })
    case .boolean, .float, .double: return ([], nil)
    }
  }

  /// Where numbers have more than 38 digits. Nil: nowhere.
  private static func beyondLimit(_ numbers: [Int128]) -> Bitmap? {
    let (source, limit) = (numbers.span, ExactDecimal.limit)
    let beyond = Bitmap(count: numbers.count) { source[$0] >= limit || source[$0] <= -limit }
    return beyond.isNoneSet ? nil : beyond
  }

  private static func unscaled(_ values: some Collection<ArraySlice<UInt8>>) -> (numbers: [Int128], invalid: Bitmap?) {
    var numbers: [Int128] = []
    numbers.reserveCapacity(values.count)
    var invalid: [Int] = []
    for value in values {
      let number = Int128(bigEndian: value).flatMap { $0.magnitude < ExactDecimal.limit.magnitude ? $0 : nil }
      if number == nil { invalid.append(numbers.count) }
      numbers.append(number ?? 0)
    }
    if invalid.isEmpty { return (numbers, nil) }
    var bits = Bitmap(repeating: false, count: numbers.count)
    for index in invalid { bits.set(index, to: true) }
    return (numbers, bits)
  }
}

extension TimeUnit {
  /// In one count.
  var nanoseconds: Int128 { Int128(1_000_000_000 / perSecond) }
}
