import Columnar

/// Values that wait for their page to be full: appended to in place. Of the arrays only the type's own is used.
///
/// What comes first is kept as it came: often it is a page by itself, and nothing has to be copied.
struct ValueBuffer {
  private let type: PhysicalType
  private(set) var count = 0
  /// All values, as long as there are no others.
  private var whole: Values?
  private var bits = Bitmap(repeating: false, count: 0)
  private var int32: [Int32] = []
  private var int64: [Int64] = []
  private var floats: [Float] = []
  private var doubles: [Double] = []
  private var bytes: [UInt8] = []
  /// Ends of byte arrays.
  private var ends: [UInt32] = []

  init(_ type: PhysicalType) { self.type = type }

  mutating func append(_ added: Values, _ range: Range<Int>) {
    if count == 0 && range == 0..<added.count {
      whole = added
      count = added.count
      return
    }
    if let first = whole {
      whole = nil
      count = 0
      copy(first, 0..<first.count)
    }
    copy(added, range)
  }

  private mutating func copy(_ added: Values, _ range: Range<Int>) {
    count += range.count
    switch added {
    case .boolean(let values): bits.append(contentsOf: values[range])
    case .int32(let values): int32.append(contentsOf: values[range])
    case .int64(let values): int64.append(contentsOf: values[range])
    case .float(let values): floats.append(contentsOf: values[range])
    case .double(let values): doubles.append(contentsOf: values[range])
    case .fixed(let values):
      bytes.append(contentsOf: values.bytes[range.lowerBound * values.width..<range.upperBound * values.width])
    case .bytes(let values):
      let offsets = values.offsets
      let shift = UInt32(bytes.count) &- offsets[range.lowerBound]
      ends.append(contentsOf: offsets[range.lowerBound + 1..<range.upperBound + 1].lazy.map { $0 &+ shift })
      bytes.append(contentsOf: values.bytes[Int(offsets[range.lowerBound])..<Int(offsets[range.upperBound])])
    }
  }

  /// All values, in the type's own form.
  var values: Values {
    if let whole { return whole }
    return switch type {
    case .boolean: .boolean(bits)
    case .int32: .int32(int32)
    case .int64: .int64(int64)
    case .float: .float(floats)
    case .double: .double(doubles)
    case .int96: .fixed(FixedBytes(width: 12, count: count, bytes: bytes))
    case .fixedLengthByteArray(let width): .fixed(FixedBytes(width: width, count: count, bytes: bytes))
    case .byteArray: .bytes(ByteStrings(offsets: [0] + ends, bytes: bytes))
    }
  }
}
