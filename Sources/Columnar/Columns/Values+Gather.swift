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
    return switch self {
    case .boolean(let values): .boolean(values.selected(by: selection))
    case .int32(let values): .int32(values.selected(by: selection))
    case .int64(let values): .int64(values.selected(by: selection))
    case .float(let values): .float(values.selected(by: selection))
    case .double(let values): .double(values.selected(by: selection))
    case .fixed(let values): .fixed(values.gathered(selection.setPositions))
    case .bytes(let values): .bytes(values.gathered(selection.setPositions))
    }
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
    case (.bytes(var a), .bytes(let b)):
      a.append(contentsOf: b)
      return .bytes(a)
    default: preconditionFailure("values of different types")
    }
  }
}

extension FixedBytes {
  /// The values at `indices`, which are all below `count`.
  public func gathered(_ indices: [UInt32]) -> FixedBytes { StringGather.gather(self, indices) }
}

extension ByteStrings {
  /// The values at `indices`, which are all below `count`.
  public func gathered(_ indices: [UInt32]) -> ByteStrings { StringGather.gather(self, indices) }
}
