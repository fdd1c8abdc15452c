/// Values of one leaf, one after the other, NULLs left out: what pages hold and what mask kernels work on.
public enum Values: Sendable, Hashable {
  /// One bit a value.
  case boolean(Bitmap)
  case int32([Int32])
  case int64([Int64])
  case float([Float])
  case double([Double])
  /// INT96 (12 bytes) and FIXED_LEN_BYTE_ARRAY.
  case fixed(FixedBytes)
  case bytes(ByteStrings)

  public var count: Int {
    switch self {
    case .boolean(let values): values.count
    case .int32(let values): values.count
    case .int64(let values): values.count
    case .float(let values): values.count
    case .double(let values): values.count
    case .fixed(let values): values.count
    case .bytes(let values): values.count
    }
  }

  /// No values of a type.
  public static func empty(_ type: PhysicalType) -> Values {
    switch type {
    case .boolean: .boolean(Bitmap(repeating: false, count: 0))
    case .int32: .int32([])
    case .int64: .int64([])
    case .int96: .fixed(FixedBytes(width: 12, count: 0, bytes: []))
    case .float: .float([])
    case .double: .double([])
    case .byteArray: .bytes(ByteStrings())
    case .fixedLengthByteArray(let width): .fixed(FixedBytes(width: width, count: 0, bytes: []))
    }
  }

  /// Approximate bytes in memory, for budgets.
  public var byteCount: Int {
    switch self {
    case .boolean(let values): values.words.count * 8
    case .int32(let values): values.count * 4
    case .int64(let values): values.count * 8
    case .float(let values): values.count * 4
    case .double(let values): values.count * 8
    case .fixed(let values): values.bytes.count
    case .bytes(let values): values.bytes.count + values.offsets.count * 4
    }
  }
}
