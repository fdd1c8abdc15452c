import Columnar

extension Frame {
  /// Both operands are of the result's kind, or NULL throughout.
  func arithmetic(_ operation: Arithmetic, _ a: Vector, _ b: Vector, _ kind: Kind) -> Vector {
    let validity = validity(of: [a, b])
    switch (a.content, b.content) {
    case (.integers(let x), .integers(let y)):
      let result = computed(x, a.step, y, b.step, validity, 0) { (a: Int128, b: Int128) in
        operation.of(a, b).flatMap(int64)
      }
      return finished(.integers(result.numbers), result.faults, of: [a, b])
    case (.decimals(let x), .decimals(let y)):
      let result = computed(x, a.step, y, b.step, validity, .zero) { operation.of($0, $1) }
      return finished(.decimals(result.numbers), result.faults, of: [a, b])
    case (.floats(let x), .floats(let y)):
      let result = computed(x, a.step, y, b.step, validity, 0) { operation.of($0, $1).flatMap(finite) }
      return finished(.floats(result.numbers), result.faults, of: [a, b])
    default: return nothing(like: [a, b])
    }
  }

  /// One operation on each number; nil is a fault.
  private func each(
    _ vector: Vector, _ integer: (Int128) -> Int128?, _ decimal: (ExactDecimal) -> ExactDecimal?,
    _ float: (Double) -> Double?
  ) -> Vector {
    let validity = vector.validity(of: count)
    switch vector.content {
    case .integers(let numbers):
      let result = computed(numbers, validity, 0) { integer($0).flatMap(int64) }
      return finished(.integers(result.numbers), result.faults, of: [vector])
    case .decimals(let numbers):
      let result = computed(numbers, validity, .zero, decimal)
      return finished(.decimals(result.numbers), result.faults, of: [vector])
    case .floats(let numbers):
      let result = computed(numbers, validity, 0) { float($0).flatMap(finite) }
      return finished(.floats(result.numbers), result.faults, of: [vector])
    case .boolean, .bytes, .nulls: return nothing(like: [vector])
    }
  }

  func negated(_ vector: Vector, _ kind: Kind) -> Vector { each(vector, { -$0 }, { -$0 }, { -$0 }) }

  func magnitudes(_ vector: Vector, _ kind: Kind) -> Vector {
    each(vector, { $0 < 0 ? -$0 : $0 }, { $0.unscaled < 0 ? -$0 : $0 }, { $0.magnitude })
  }

  func whole(_ vector: Vector, _ kind: Kind, up: Bool) -> Vector {
    each(vector, { $0 }, { up ? $0.ceiling : $0.floor }, { $0.rounded(up ? .up : .down) + 0 })
  }

  /// Half away from zero, to a number of digits for each value.
  func rounded(_ vector: Vector, _ digits: Vector, _ kind: Kind) -> Vector {
    guard case .integers(let places) = digits.content else { return nothing(like: [vector, digits]) }
    let operands = [vector, digits]
    let validity = validity(of: operands)
    switch vector.content {
    case .integers(let numbers):
      let result = computed(numbers, vector.step, places, digits.step, validity, 0) {
        (number: Int128, places: Int128) -> Int128? in
        places >= 0
          ? int64(number) : ExactDecimal(number).rounded(toScale: Int(max(places, -400)))?.integer.flatMap(int64)
      }
      return finished(.integers(result.numbers), result.faults, of: operands)
    case .decimals(let numbers):
      let result = computed(numbers, vector.step, places, digits.step, validity, .zero) {
        $0.rounded(toScale: Int(max(-400, min(400, $1))))
      }
      return finished(.decimals(result.numbers), result.faults, of: operands)
    case .floats(let numbers):
      let result = computed(numbers, vector.step, places, digits.step, validity, 0) {
        (number: Double, places: Int128) -> Double? in
        number.rounded(toPlaces: Int(max(-400, min(400, places)))).flatMap(finite)
      }
      return finished(.floats(result.numbers), result.faults, of: operands)
    case .boolean, .bytes, .nulls: return nothing(like: operands)
    }
  }
}

/// A result of integer arithmetic, if 64 bits hold it.
@inline(__always)
func int64(_ number: Int128) -> Int128? { Int128(Int64(truncatingIfNeeded: number)) == number ? number : nil }

/// A result of float arithmetic, if it is finite.
@inline(__always)
private func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }

/// A product, nil beyond 128 bits.
private func product(_ a: Int128, _ b: Int128) -> Int128? {
  if int64(a) != nil, int64(b) != nil { return a &* b }
  let (product, overflow) = a.multipliedReportingOverflow(by: b)
  return overflow ? nil : product
}

extension Arithmetic {
  fileprivate func of(_ a: Int128, _ b: Int128) -> Int128? {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: product(a, b)
    case .divide: b == 0 ? nil : a / b
    case .remainder: b == 0 ? nil : a % b
    }
  }

  fileprivate func of(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal? {
    switch self {
    case .add: a.adding(b)
    case .subtract: a.adding(-b)
    case .multiply: a.multiplied(by: b)
    case .divide: a.divided(by: b)
    case .remainder: a.remainder(dividingBy: b)
    }
  }

  /// `%` is for exact numbers.
  fileprivate func of(_ a: Double, _ b: Double) -> Double? {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: b == 0 ? nil : a / b
    case .remainder: nil
    }
  }
}

extension ExactDecimal {
  /// The number itself where it has no fraction digits.
  var integer: Int128? { scale == 0 ? unscaled : nil }
}

extension Double {
  /// The exact value rounded half away from zero to a number of fraction digits, to the nearest double.
  func rounded(toPlaces places: Int) -> Double? {
    guard isFinite else { return self }
    if places >= 0, magnitude >= 0x1p52 { return self }
    if (0...15).contains(places) {
      let scale = Double(ExactDecimal.powerOfTen(places))
      let product = magnitude * scale
      if product < 0x1p52 {
        // The exact product is `product + lost`; what it rounds to is exact, and so is the scale.
        let lost = (-product).addingProduct(magnitude, scale)
        let whole = product.rounded(.down)
        let rest = product - whole
        let up = rest > 0.5 || rest == 0.5 && lost >= 0
        return (sign == .minus ? -1 : 1) * ((up ? whole + 1 : whole) / scale) + 0
      }
    }
    return Double(DecimalDigits(self).rounded(toScale: places).text).map { $0 + 0 }
  }
}
