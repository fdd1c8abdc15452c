import Columnar

/// `noise`: adds Laplace noise that is fixed for a cell.
struct NoiseKernel: Sendable {
  private let scale: Double
  private let draws: CellDraws
  private let type: LeafType

  init(laplace scale: ExactDecimal, _ leaf: Leaf, _ keys: MaskKeys) {
    self.scale = scale.nearestDouble
    draws = CellDraws("noise", leaf, keys)
    type = leaf.type
  }

  /// Throws where a stored decimal is longer than its type allows.
  func apply(_ values: Values, _ cells: CellPositions) throws(MaskingError) -> Values? {
    let digests = try draws.digests(for: values, at: cells)
    let span = digests.span
    let noise = [Double](filling: values.count) { noise in
      for index in 0..<noise.count {
        let uniform = span.bigEndian64(at: 32 &* index) >> 11
        let isNegative = span[32 &* index &+ 8] & 0x80 != 0
        noise[index] = (isNegative ? -scale : scale) * -logarithm53(uniform + 1)
      }
    }
    return added(noise, values)
  }

  private func added(_ noise: [Double], _ values: Values) -> Values? {
    let noise = noise.span
    switch (type.kind, values) {
    case (.float64, .double(let numbers)): return .double(numbers.indices.map { numbers[$0] + noise[$0] })
    case (.float32, .float(let numbers)):
      return .float(numbers.indices.map { Float(Double(numbers[$0]) + noise[$0]) })
    case (.integer(let bits, let signed), .int32(let numbers)):
      let range = IntegerRange(bits: bits, signed: signed)
      return .int32(
        numbers.indices.map { index in
          let number = signed ? Int128(numbers[index]) : Int128(UInt32(bitPattern: numbers[index]))
          return Int32(truncatingIfNeeded: range.saturating(number + noise[index].nearestInteger))
        })
    case (.integer(let bits, let signed), .int64(let numbers)):
      let range = IntegerRange(bits: bits, signed: signed)
      return .int64(
        numbers.indices.map { index in
          let number = signed ? Int128(numbers[index]) : Int128(UInt64(bitPattern: numbers[index]))
          return Int64(truncatingIfNeeded: range.saturating(number + noise[index].nearestInteger))
        })
    case (.decimal(let precision, let scale), _):
      guard let numbers = StoredDecimals.unscaled(values) else { return nil }
      let power = ExactDecimal(unscaled: ExactDecimal.powerOfTen(scale), scale: 0).nearestDouble
      let most = ExactDecimal.powerOfTen(precision) - 1
      return StoredDecimals.values(
        numbers.indices.map { index in
          let (sum, tooLong) = numbers[index].addingReportingOverflow((noise[index] * power).nearestInteger)
          if tooLong { return numbers[index] < 0 ? -most : most }
          return min(max(sum, -most), most)
        }, type.physical)
    default: preconditionFailure("values of another type")
    }
  }
}

extension Double {
  /// Rounded, ties to even; what is beyond every column's type becomes a number that is, too.
  fileprivate var nearestInteger: Int128 {
    Int128(exactly: rounded(.toNearestOrEven)) ?? (self < 0 ? -(1 << 126) : 1 << 126)
  }
}

extension IntegerRange {
  fileprivate func saturating(_ number: Int128) -> Int128 { min(max(number, lowest), highest) }
}

/// The natural logarithm of k / 2^53, 1 ≤ k ≤ 2^53, of IEEE operations in a fixed order, none of them fused, so that
/// the result is the same bits everywhere (crypto.md).
func logarithm53(_ k: UInt64) -> Double {
  var (m, e) = (Double(k), -53.0)
  // What dividing by 2 until m < 2 comes to: exact, as long as k is not 0.
  let halvings = 63 - k.leadingZeroBitCount
  m /= Double(1 << UInt64(halvings))
  e += Double(halvings)
  if m > 1.5 {
    m /= 2
    e += 1
  }
  let s = (m - 1) / (m + 1)
  let z = s * s
  var r = 1.0 / 27.0
  for j in stride(from: 12, through: 0, by: -1) { r = r * z + 1 / Double(2 * j + 1) }
  return e * 0x1.62e42fefa39efp-1 + 2 * s * r
}
