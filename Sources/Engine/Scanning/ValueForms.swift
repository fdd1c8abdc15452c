import Columnar

/// The forms in which a value may stand somewhere: as files store it, and as text.
struct ValueForms {
  /// PLAIN, without lengths. Booleans have none: nobody is told by a bit.
  let stored: ByteStrings
  /// Canonical text, of values that are not text themselves.
  let text: ByteStrings?
  private let isText: Bool

  init(_ values: Values, _ type: LeafType) {
    stored = values.storedStrings
    isText = type.kind == .string || type.kind == .binary
    text = isText || type.kind == .boolean ? nil : canonicalText(of: values, type: type)
  }

  /// Whether the stored form of a value is unlike what stands in a file anyway: small numbers are mostly zeros.
  func isTelling(_ index: Int) -> Bool {
    if isText { return true }
    let bytes = stored[index]
    let start = bytes.firstIndex { $0 != 0 && $0 != 0xff } ?? bytes.endIndex
    let end = bytes.lastIndex { $0 != 0 && $0 != 0xff } ?? start
    return end - start + 1 >= Needles.lengths.lowerBound
  }
}

extension Values {
  fileprivate var storedStrings: ByteStrings {
    switch self {
    case .boolean: return ByteStrings()
    case .int32(let numbers): return ByteStrings(numbers.map { UInt32(bitPattern: $0) })
    case .int64(let numbers): return ByteStrings(numbers.map { UInt64(bitPattern: $0) })
    case .float(let numbers): return ByteStrings(numbers.map(\.bitPattern))
    case .double(let numbers): return ByteStrings(numbers.map(\.bitPattern))
    case .fixed(let fixed):
      return ByteStrings(offsets: (0...fixed.count).map { UInt32($0 * fixed.width) }, bytes: fixed.bytes)
    case .bytes(let strings): return strings
    }
  }
}

extension ByteStrings {
  /// The bytes of each number, the lowest first.
  fileprivate init<Number: FixedWidthInteger>(_ numbers: [Number]) {
    let width = Number.bitWidth / 8
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * width)
    for number in numbers {
      for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> Number(8 * byte))) }
    }
    self.init(offsets: (0...numbers.count).map { UInt32($0 * width) }, bytes: bytes)
  }
}

extension ColumnData {
  /// The values that are used, those of a dictionary once each.
  var distinctlyUsed: Values {
    guard case .dictionary(let dictionary, let indices) = self else { return values }
    var used = [Bool](repeating: false, count: dictionary.count)
    var picks: [UInt32] = []
    for index in indices where !used[Int(index)] {
      used[Int(index)] = true
      picks.append(index)
    }
    return dictionary.gathered(picks)
  }
}
