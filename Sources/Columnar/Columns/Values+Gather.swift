extension Values {
  /// The values at `indices`, which are all below `count`.
  public func gathered(_ indices: [UInt32]) -> Values {
    switch self {
    case .boolean(let values): .boolean(Bitmap(indices.lazy.map { values[Int($0)] }))
    case .int32(let values): .int32(indices.map { values[Int($0)] })
    case .int64(let values): .int64(indices.map { values[Int($0)] })
    case .float(let values): .float(indices.map { values[Int($0)] })
    case .double(let values): .double(indices.map { values[Int($0)] })
    case .fixed(let values): .fixed(values.gathered(indices))
    case .bytes(let values): .bytes(values.gathered(indices))
    }
  }

  /// The values that `selection` (one bit a value) selects.
  public func selected(by selection: Bitmap) -> Values {
    precondition(selection.count == count)
    if selection.isAllSet { return self }
    return gathered(selection.setIndices.map { UInt32($0) })
  }

  /// These values, then `other`'s, which are of the same case (and width).
  public func appending(_ other: Values) -> Values {
    switch (self, other) {
    case (.boolean(var a), .boolean(let b)):
      a.append(contentsOf: b)
      return .boolean(a)
    case (.int32(let a), .int32(let b)): return .int32(a + b)
    case (.int64(let a), .int64(let b)): return .int64(a + b)
    case (.float(let a), .float(let b)): return .float(a + b)
    case (.double(let a), .double(let b)): return .double(a + b)
    case (.fixed(let a), .fixed(let b)):
      return .fixed(FixedBytes(width: a.width, count: a.count + b.count, bytes: a.bytes + b.bytes))
    case (.bytes(let a), .bytes(let b)):
      let base = UInt32(a.bytes.count)
      return .bytes(ByteStrings(offsets: a.offsets + b.offsets.dropFirst().map { $0 + base }, bytes: a.bytes + b.bytes))
    default: preconditionFailure("values of different types")
    }
  }
}

extension FixedBytes {
  func gathered(_ indices: [UInt32]) -> FixedBytes {
    var result: [UInt8] = []
    result.reserveCapacity(indices.count * width)
    for index in indices { result.append(contentsOf: self[Int(index)]) }
    return FixedBytes(width: width, count: indices.count, bytes: result)
  }
}

extension ByteStrings {
  /// The values at `indices`, which are all below `count`.
  public func gathered(_ indices: [UInt32]) -> ByteStrings { StringGather.gather(self, indices) }
}
