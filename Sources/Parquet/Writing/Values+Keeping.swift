import Columnar

extension Values {
  /// The same number of values, of which those not marked are zero or empty. Unmarked ones behind the last mark
  /// are left out.
  func keeping(_ marks: [Bool]) -> Values {
    let count = (marks.lastIndex(of: true) ?? -1) + 1
    let kept = count == self.count ? self : self[0..<count]
    if marks[..<count].allSatisfy({ $0 }) { return kept }
    switch kept {
    case .boolean(let bits): return .boolean(Bitmap((0..<count).map { bits[$0] && marks[$0] }))
    case .int32(let numbers): return .int32((0..<count).map { marks[$0] ? numbers[$0] : 0 })
    case .int64(let numbers): return .int64((0..<count).map { marks[$0] ? numbers[$0] : 0 })
    case .float(let numbers): return .float((0..<count).map { marks[$0] ? numbers[$0] : 0 })
    case .double(let numbers): return .double((0..<count).map { marks[$0] ? numbers[$0] : 0 })
    case .fixed(let fixed):
      let bytes = (0..<count).flatMap { index -> [UInt8] in
        marks[index] ? Array(fixed[index]) : [UInt8](repeating: 0, count: fixed.width)
      }
      return .fixed(FixedBytes(width: fixed.width, count: count, bytes: bytes))
    case .bytes(let strings):
      var result = ByteStrings()
      for index in 0..<count { result.append(marks[index] ? strings[index] : []) }
      return .bytes(result)
    }
  }
}
