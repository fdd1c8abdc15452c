import Columnar

/// Least and greatest of some values, PLAIN-encoded without the length of byte arrays.
struct Bounds: Hashable, Sendable {
  var lowest: [UInt8]
  var highest: [UInt8]

  /// Widens these bounds to cover others.
  mutating func formUnion(_ other: Bounds, _ order: SortOrder) {
    if order.isLess(other.lowest, lowest) { lowest = other.lowest }
    if order.isLess(highest, other.highest) { highest = other.highest }
  }
}

extension Bounds {
  /// Bounds of all values; nil where there are none, where all are NaN, or where the type has no order.
  init?(of values: Values, _ order: SortOrder) {
    if values.count == 0 { return nil }
    switch values {
    case .fixed(let fixed) where order == .unsignedBytes: self.init(StringRun(fixed), at: nil)
    case .fixed(let fixed) where order == .signedBytes: self.init(signed: StringRun(fixed), at: nil)
    case .bytes(let strings) where order == .unsignedBytes: self.init(StringRun(strings), at: nil)
    default: self.init(of: values, positions: 0..<values.count, order)
    }
  }

  /// Bounds of the values at some positions.
  init?(of values: Values, at positions: [UInt32], _ order: SortOrder) {
    if positions.isEmpty { return nil }
    switch values {
    case .fixed(let fixed) where order == .unsignedBytes: self.init(StringRun(fixed), at: positions)
    case .fixed(let fixed) where order == .signedBytes: self.init(signed: StringRun(fixed), at: positions)
    case .bytes(let strings) where order == .unsignedBytes: self.init(StringRun(strings), at: positions)
    default: self.init(of: values, positions: positions.lazy.map { Int($0) }, order)
    }
  }

  private init(_ strings: StringRun, at positions: [UInt32]?) {
    let (least, greatest) = strings.bounds(at: positions)
    self.init(lowest: strings.array(least), highest: strings.array(greatest))
  }

  /// Numbers of one width in two's complement, most significant byte first: those of one sign are in the order of their bytes.
  private init(signed numbers: StringRun, at positions: [UInt32]?) {
    func isNegative(_ position: Int) -> Bool {
      numbers.bytes[numbers.range(position)].first.map { $0 >= 0x80 } ?? false
    }
    let (least, greatest) = numbers.bounds(at: positions)
    guard isNegative(least) != isNegative(greatest) else {
      self.init(lowest: numbers.array(least), highest: numbers.array(greatest))
      return
    }
    let all = positions ?? Array(0..<UInt32(numbers.count))
    let negative = numbers.bounds(at: all.filter { isNegative(Int($0)) })
    let positive = numbers.bounds(at: all.filter { !isNegative(Int($0)) })
    self.init(lowest: numbers.array(negative.least), highest: numbers.array(positive.greatest))
  }

  private init?(of values: Values, positions: some Collection<Int>, _ order: SortOrder) {
    switch (values, order) {
    case (_, .undefined): return nil
    case (.boolean(let bits), _): self.init(bits, positions)
    case (.int32(let numbers), .unsigned): self.init(of: positions.lazy.map { UInt32(bitPattern: numbers[$0]) })
    case (.int32(let numbers), _): self.init(of: positions.lazy.map { numbers[$0] })
    case (.int64(let numbers), .unsigned): self.init(of: positions.lazy.map { UInt64(bitPattern: numbers[$0]) })
    case (.int64(let numbers), _): self.init(of: positions.lazy.map { numbers[$0] })
    case (.float(let numbers), _): self.init(floats: positions.lazy.map { numbers[$0] })
    case (.double(let numbers), _): self.init(floats: positions.lazy.map { numbers[$0] })
    case (.fixed(let fixed), .float16): self.init(halves: fixed, positions)
    case (.fixed(let fixed), _): self.init(signed: positions.lazy.map { fixed[$0] })
    case (.bytes(let strings), _): self.init(signed: positions.lazy.map { strings[$0] })
    }
  }

  private init(_ bits: Bitmap, _ positions: some Collection<Int>) {
    let set = positions.contains { bits[$0] }
    let unset = positions.contains { !bits[$0] }
    self.init(lowest: [unset ? 0 : 1], highest: [set ? 1 : 0])
  }

  private init<Number: FixedWidthInteger & BitwiseCopyable>(of numbers: some Collection<Number>) {
    var lowest = Number.max
    var highest = Number.min
    for number in numbers {
      lowest = min(lowest, number)
      highest = max(highest, number)
    }
    self.init(lowest: [lowest].littleEndianBytes(), highest: [highest].littleEndianBytes())
  }

  /// NaNs are left out, a zero is negative as the lowest and positive as the highest (parquet.thrift, `Statistics`).
  private init?<Number: BinaryFloatingPoint & BitwiseCopyable>(floats numbers: some Collection<Number>) {
    var lowest = Number.infinity
    var highest = -Number.infinity
    for number in numbers {
      // Comparisons with NaN are false.
      if number < lowest { lowest = number }
      if number > highest { highest = number }
    }
    if lowest > highest { return nil }
    if lowest == 0 { lowest = -0.0 }
    if highest == 0 { highest = 0 }
    self.init(lowest: [lowest].littleEndianBytes(), highest: [highest].littleEndianBytes())
  }

  private init?(halves: FixedBytes, _ positions: some Collection<Int>) {
    var bounds: (lowest: (key: Int, bits: UInt16), highest: (key: Int, bits: UInt16))?
    let bytes = halves.bytes.rawBytes
    for position in positions {
      let bits = bytes.integer(at: position * 2, as: UInt16.self)
      guard let key = SortOrder.key(half: bits) else { continue }
      guard let (lowest, highest) = bounds else {
        bounds = ((key, bits), (key, bits))
        continue
      }
      if key < lowest.key { bounds?.lowest = (key, bits) }
      if key > highest.key { bounds?.highest = (key, bits) }
    }
    guard let (lowest, highest) = bounds else { return nil }
    self.init(
      lowest: [lowest.key == 0 ? 0x8000 : lowest.bits].littleEndianBytes(),
      highest: [highest.key == 0 ? 0 : highest.bits].littleEndianBytes())
  }

  private init?(signed values: some Collection<ArraySlice<UInt8>>) {
    guard var lowest = values.first, var highest = values.first else { return nil }
    for value in values {
      if SortOrder.precedes(signedBytes: value, lowest) { lowest = value }
      if SortOrder.precedes(signedBytes: highest, value) { highest = value }
    }
    self.init(lowest: Array(lowest), highest: Array(highest))
  }
}
