import Columnar

/// Numbers from a seed: the same at every run.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 24) } }
}

/// How generated values are spread.
enum Distribution: CaseIterable {
  case constant, few, runs, ascending, small, any

  /// Numbers whose lowest bits a type takes.
  func numbers(_ count: Int, _ generator: inout Generator) -> [UInt64] {
    let base = generator.next()
    var current = base
    return (0..<count).map { _ in
      switch self {
      case .constant: return base
      case .few: return base &+ UInt64(generator.below(5))
      case .runs:
        if generator.below(20) == 0 { current = generator.next() }
        return current
      case .ascending:
        current &+= UInt64(generator.below(300))
        return current
      case .small: return UInt64(generator.below(200)) &- 100
      case .any: return generator.next()
      }
    }
  }
}

extension Values {
  static let types: [PhysicalType] = [
    .boolean, .int32, .int64, .int96, .float, .double, .byteArray, .fixedLengthByteArray(0), .fixedLengthByteArray(1),
    .fixedLengthByteArray(2), .fixedLengthByteArray(5), .fixedLengthByteArray(16),
  ]

  /// Values of a type from a distribution, every bit pattern of floats included.
  static func generated(_ type: PhysicalType, _ distribution: Distribution, count: Int, seed: UInt64) -> Values {
    var generator = Generator(seed: seed)
    let numbers = distribution.numbers(count, &generator)
    switch type {
    case .boolean: return .boolean(Bitmap(numbers.map { $0 & 1 == 1 }))
    case .int32: return .int32(numbers.map { Int32(truncatingIfNeeded: $0) })
    case .int64: return .int64(numbers.map { Int64(bitPattern: $0) })
    case .float: return .float(numbers.map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) })
    case .double: return .double(numbers.map { Double(bitPattern: $0) })
    case .int96: return .fixed(fixed(numbers, width: 12))
    case .fixedLengthByteArray(let width): return .fixed(fixed(numbers, width: width))
    case .byteArray:
      var strings = ByteStrings()
      for number in numbers {
        var own = Generator(seed: number)
        let length = own.below(10) == 0 ? own.below(200) : own.below(24)
        strings.append(own.bytes(length))
      }
      return .bytes(strings)
    }
  }

  private static func fixed(_ numbers: [UInt64], width: Int) -> FixedBytes {
    let bytes = numbers.flatMap { number in
      var own = Generator(seed: number)
      return own.bytes(width)
    }
    return FixedBytes(width: width, count: numbers.count, bytes: bytes)
  }

  /// Whether two are the same to the bit: NaNs equal themselves.
  func isIdentical(to other: Values) -> Bool {
    switch (self, other) {
    case (.float(let a), .float(let b)): a.map(\.bitPattern) == b.map(\.bitPattern)
    case (.double(let a), .double(let b)): a.map(\.bitPattern) == b.map(\.bitPattern)
    default: self == other
    }
  }
}
