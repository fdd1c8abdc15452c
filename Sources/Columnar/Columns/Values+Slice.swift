extension Values {
  /// The values of a range, as values of their own.
  public subscript(range: Range<Int>) -> Values {
    switch self {
    case .boolean(let values): .boolean(values[range])
    case .int32(let values): .int32(Array(values[range]))
    case .int64(let values): .int64(Array(values[range]))
    case .float(let values): .float(Array(values[range]))
    case .double(let values): .double(Array(values[range]))
    case .fixed(let values):
      .fixed(
        FixedBytes(
          width: values.width, count: range.count,
          bytes: Array(values.bytes[range.lowerBound * values.width..<range.upperBound * values.width])))
    case .bytes(let values): .bytes(values[range])
    }
  }
}

extension ByteStrings {
  subscript(range: Range<Int>) -> ByteStrings {
    let base = offsets[range.lowerBound]
    let part = offsets[range.lowerBound...range.upperBound].map { $0 - base }
    return ByteStrings(offsets: part, bytes: Array(bytes[Int(base)..<Int(offsets[range.upperBound])]))
  }
}
