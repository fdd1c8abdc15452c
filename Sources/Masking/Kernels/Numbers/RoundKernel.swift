import CKernels
import Columnar

/// `round`: down to a multiple of a step.
struct RoundKernel: Sendable {
  private enum Steps: Sendable {
    case signed32(FlooredSteps<Int32>)
    case unsigned32(FlooredSteps<UInt32>)
    case signed64(FlooredSteps<Int64>)
    case unsigned64(FlooredSteps<UInt64>)
    /// Of decimals that are stored as big-endian bytes, at most eight.
    case short(FlooredSteps<Int64>)
    case wide(FlooredSteps<Int128>)
    case float(Float)
    case double(Double)
  }

  private let steps: Steps
  private let type: LeafType

  /// The step has been checked against the leaf's type.
  init(step: ExactDecimal, _ type: LeafType) {
    self.type = type
    switch type.kind {
    case .float32: steps = .float(step.nearestFloat)
    case .float64: steps = .double(step.nearestDouble)
    case .decimal(let precision, let scale):
      let lowest = 1 - ExactDecimal.powerOfTen(min(precision, 38))
      let step = step.unscaled(atScale: scale)
      switch type.physical {
      case .int32: steps = .signed32(FlooredSteps(step: step, lowest: Int32(clamping: lowest)))
      case .int64: steps = .signed64(FlooredSteps(step: step, lowest: Int64(clamping: lowest)))
      case .fixedLengthByteArray(1...8): steps = .short(FlooredSteps(step: step, lowest: Int64(clamping: lowest)))
      default: steps = .wide(FlooredSteps(step: step, lowest: lowest))
      }
    case .integer(let bits, let signed):
      let lowest = IntegerRange(bits: bits, signed: signed).lowest
      let step = step.unscaled(atScale: 0)
      switch (bits, signed) {
      case (64, true): steps = .signed64(FlooredSteps(step: step, lowest: Int64(lowest)))
      case (64, false): steps = .unsigned64(FlooredSteps(step: step, lowest: 0))
      case (_, true): steps = .signed32(FlooredSteps(step: step, lowest: Int32(lowest)))
      case (_, false): steps = .unsigned32(FlooredSteps(step: step, lowest: 0))
      }
    default: preconditionFailure("not a number")
    }
  }

  /// Nil where a stored decimal is longer than its type allows.
  func apply(_ values: Values) -> Values? {
    switch (steps, values) {
    case (.signed32(let floor), .int32(let numbers)): return .int32(floor(numbers))
    case (.unsigned32(let floor), .int32(let numbers)):
      return .int32(mapped(floor(mapped(numbers) { UInt32(bitPattern: $0) })) { Int32(bitPattern: $0) })
    case (.signed64(let floor), .int64(let numbers)): return .int64(floor(numbers))
    case (.unsigned64(let floor), .int64(let numbers)):
      return .int64(mapped(numbers) { Int64(bitPattern: floor(UInt64(bitPattern: $0))) })
    case (.short(let floor), .fixed(let stored)):
      let numbers = StoredDecimals.bigEndian(stored, as: Int64.self)
      return StoredDecimals.fixed(floor(numbers), width: stored.width).map { .fixed($0) }
    case (.wide(let floor), _):
      return StoredDecimals.unscaled(values).flatMap { StoredDecimals.values(mapped($0) { floor($0) }, type.physical) }
    case (.float(let step), .float(let numbers)):
      return .float(unsafe floored(numbers, step, limit: 0x1p23 * Double(step), louver_floor_f32))
    case (.double(let step), .double(let numbers)):
      return .double(unsafe floored(numbers, step, limit: 0x1p52 * step, louver_floor_f64))
    default: preconditionFailure("values of another type")
    }
  }
}

/// Steps whose reciprocal has lost no bits go to the kernel.
private func floored<Number: BinaryFloatingPoint & BitwiseCopyable>(
  _ numbers: [Number], _ step: Number, limit: Double,
  _ kernel: (UnsafePointer<Number>, Int, Number, Double, UnsafeMutablePointer<Number>) -> Void
) -> [Number] {
  guard step.exponent.magnitude < 100 else {
    return mapped(numbers) { flooredMultiple($0, step, quotient: $0 / step, limit: limit) }
  }
  return unsafe blockwise(numbers) { unsafe kernel($0, $1, step, limit, $2) }
}

/// k * step, rounded once, where k is the floor of the exact quotient; what is not below `limit` stays.
///
/// `quotient` is off by less than one.
@inline(__always)
private func flooredMultiple<Number: BinaryFloatingPoint>(
  _ number: Number, _ step: Number, quotient: Number, limit: Double
) -> Number {
  guard Double(number).magnitude < limit, number.isFinite else { return number }
  var count = quotient.rounded(.down)
  // The sign of a fused product and sum is that of the exact one: it tells whether the quotient was rounded across.
  if number.addingProduct(-count, step) < 0 { count -= 1 }
  if number.addingProduct(-(count + 1), step) >= 0 { count += 1 }
  let multiple = count * step
  return (multiple == -.infinity ? (count + 1) * step : multiple) + 0
}
