import Columnar

/// A value that a normal form compares with. Literals of one type are in the order of their values; numbers are one
/// type, and equal where the numbers are, however they were written.
public struct Literal: Hashable, Sendable {
  let kind: Kind
  let key: Key

  enum Key: Hashable, Sendable {
    case boolean(Bool)
    case number(ExactDecimal)
    /// A float that is no decimal of 38 digits, infinities and NaN included.
    case float(Double)
    /// Dates, times and timestamps.
    case integer(Int128)
    case bytes([UInt8])
  }

  static let `true` = Literal(kind: .boolean, key: .boolean(true))
  static let `false` = Literal(kind: .boolean, key: .boolean(false))

  private init(kind: Kind, key: Key) {
    self.kind = kind
    self.key = key
  }

  /// Nil for NULL and for intervals, with which nothing compares.
  init?(_ value: Scalar, _ kind: Kind) {
    self.kind = kind.isNumber ? .decimal : kind
    switch value {
    case .null, .interval: return nil
    case .boolean(let value): key = .boolean(value)
    case .integer(let number): key = kind == .integer ? .number(ExactDecimal(number)) : .integer(number)
    case .decimal(let number): key = .number(number.tidy)
    case .float(let number):
      if number.isFinite, let exact = DecimalDigits(number).exact, exact.scale <= 38 {
        key = .number(exact.tidy)
      } else {
        // One NaN for all of them.
        key = .float(number.isNaN ? .nan : number)
      }
    case .bytes(let bytes): key = .bytes(bytes)
    }
  }

  /// Text that reads back as the same literal.
  public var text: String {
    switch key {
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .number(let number): number.text
    case .float(let number): Scalar.text(number)
    case .integer(let number): Scalar.integer(number).text(kind)
    case .bytes(let bytes): Scalar.bytes(bytes).text(kind)
    }
  }

  var scalar: Scalar {
    switch key {
    case .boolean(let value): .boolean(value)
    case .number(let number): .decimal(number)
    case .float(let number): .float(number)
    case .integer(let number): .integer(number)
    case .bytes(let bytes): .bytes(bytes)
    }
  }

  public static func == (a: Literal, b: Literal) -> Bool {
    if case .float(let x) = a.key, case .float(let y) = b.key { return x == y || x.isNaN && y.isNaN }
    return a.kind == b.kind && a.key == b.key
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    if case .float(let number) = key { hasher.combine(number.isNaN ? 0 : number) } else { hasher.combine(key) }
  }
}

extension Literal: Comparable {
  public static func < (a: Literal, b: Literal) -> Bool {
    switch (a.key, b.key) {
    case (.boolean(let x), .boolean(let y)): !x && y
    case (.number(let x), .number(let y)): x < y
    case (.float(let x), .float(let y)): Order.of(x, y) < 0
    case (.number(let x), .float(let y)): Order.of(x, y) < 0
    case (.float(let x), .number(let y)): Order.of(y, x) > 0
    case (.integer(let x), .integer(let y)): x < y
    case (.bytes(let x), .bytes(let y)): x.lexicographicallyPrecedes(y)
    default: a.kind.rawValue < b.kind.rawValue
    }
  }
}
