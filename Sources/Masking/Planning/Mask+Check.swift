import Columnar

extension Mask {
  /// Throws where the mask does not fit a leaf: its type, its arguments for that type, or a map's key that would be NULL.
  ///
  /// Every mask of a set is checked, also those that another one strikes.
  public func check(_ leaf: Leaf) throws(MaskingError) {
    guard accepts(leaf.type.kind) else { throw misfit(leaf, "does not fit type \(leaf.type.name)") }
    if leaf.isMapKey, mayBeNull { throw misfit(leaf, "may yield NULL, which a map key cannot be") }
    switch function {
    case .round(let step): try check(step: step, leaf)
    case .bucket(let bounds): try check(bounds: bounds, leaf)
    case .constant(let value): _ = try literal(value, leaf)
    case .respond(_, let values): for value in values { _ = try literal(value, leaf) }
    case .regex(let pattern, let replacement): _ = try RegexKernel(pattern, replacement, leaf)
    default: break
    }
  }

  func misfit(_ leaf: Leaf, _ why: String) -> MaskingError {
    MaskingError("\(name) on \(leaf.shortPath): \(why)")
  }

  private func accepts(_ kind: ValueKind) -> Bool {
    switch function {
    case .null, .drop, .constant, .hash, .encrypt: true
    case .pseudonym: kind.isWideInteger || kind == .string || kind == .uuid
    case .show, .classes, .regex, .email, .ip, .url, .fpe, .replace: kind == .string
    case .round, .noise: kind.isNumber
    case .bucket: kind.isNumber || kind.isMoment
    case .truncate, .shift: kind.isMoment
    case .geo: kind.isNumber && !kind.isInteger
    case .respond: kind == .string || kind == .boolean || kind.isInteger
    }
  }

  private func check(step: ExactDecimal, _ leaf: Leaf) throws(MaskingError) {
    switch leaf.type.kind {
    case .integer where step.scale > 0: throw misfit(leaf, "finer than the type")
    case .decimal(_, let scale) where step.scale > max(scale, 0): throw misfit(leaf, "finer than the type")
    case .float32 where step.nearestFloat == 0 || step.nearestFloat.isInfinite,
      .float64 where step.nearestDouble == 0 || step.nearestDouble.isInfinite:
      throw misfit(leaf, "not a step of the type")
    default: break
    }
  }

  private func check(bounds: [BucketBound], _ leaf: Leaf) throws(MaskingError) {
    guard bounds.allSatisfy({ $0.isNumber != leaf.type.kind.isMoment }) else {
      throw misfit(leaf, "bounds do not fit the type")
    }
    for case .moment(let moment) in bounds.map(\.point) {
      if leaf.type.kind == .date, moment.hasTime { throw misfit(leaf, "bounds of a date have no time") }
      if !leaf.type.kind.isUTC, leaf.type.kind != .date, moment.isUTC {
        throw misfit(leaf, "bounds of a local timestamp have no Z")
      }
    }
  }
}

extension ValueKind {
  var isInteger: Bool { if case .integer = self { true } else { false } }

  /// Of enough values that one can stand for another.
  fileprivate var isWideInteger: Bool { if case .integer(let bits, _) = self { bits >= 32 } else { false } }

  /// What arithmetic masks work on: decimals of up to 38 digits, no halves.
  fileprivate var isNumber: Bool {
    switch self {
    case .integer, .float32, .float64: true
    case .decimal(let precision, let scale): precision <= 38 && scale >= 0 && scale <= precision
    default: false
    }
  }

  var isMoment: Bool {
    switch self {
    case .date, .timestamp, .timestamp96: true
    default: false
    }
  }

  var isUTC: Bool { if case .timestamp(_, let utc) = self { utc } else { false } }
}
