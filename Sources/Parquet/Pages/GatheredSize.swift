import Columnar

extension Values {
  /// Whether the values at `indices` have offsets of 32 bits: a run of indices stands for any number of long values.
  func canBeGathered(_ indices: [UInt32]) -> Bool {
    // Hardly any dictionary is so large that the indices must be looked at.
    byteCount <= Int(UInt32.max) / max(indices.count, 1) || gatheredSize(indices) <= UInt32.max
  }

  /// Bytes that the values at `indices` take together.
  func gatheredSize(_ indices: [UInt32]) -> Int {
    switch self {
    case .bytes(let strings):
      var total = 0
      for index in indices { total += strings.range(Int(index)).count }
      return total
    case .fixed(let fixed): return fixed.width * indices.count
    case .boolean: return indices.count / 8
    case .int32, .float: return indices.count * 4
    case .int64, .double: return indices.count * 8
    }
  }
}
