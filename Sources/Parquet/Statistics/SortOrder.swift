import Columnar

/// How the values of a column compare in its statistics (Parquet format, `ColumnOrder`).
enum SortOrder: Sendable {
  case boolean
  case signed
  case unsigned
  case floatingPoint
  /// IEEE 754 halves in two bytes.
  case float16
  /// Byte by byte; what it begins comes before a value.
  case unsignedBytes
  /// Two's complement, most significant byte first, of any length.
  case signedBytes
  /// The format gives no order: there are no bounds.
  case undefined

  init(_ type: LeafType) {
    switch (type.physical, type.logical) {
    case (_, .interval), (_, .geometry), (_, .geography), (_, .unknown), (_, .other): self = .undefined
    case (.boolean, _): self = .boolean
    case (.int32, .integer(_, signed: false)), (.int64, .integer(_, signed: false)): self = .unsigned
    case (.int32, _), (.int64, _): self = .signed
    case (.float, _), (.double, _): self = .floatingPoint
    case (.int96, _): self = .undefined
    case (.fixedLengthByteArray(2), .float16): self = .float16
    case (.byteArray, .decimal), (.fixedLengthByteArray, .decimal): self = .signedBytes
    case (.byteArray, _), (.fixedLengthByteArray, _): self = .unsignedBytes
    }
  }

  /// Whether one PLAIN-encoded value comes before another.
  func isLess(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    switch self {
    case .boolean, .unsigned: a.reversed().lexicographicallyPrecedes(b.reversed())
    case .unsignedBytes: a.lexicographicallyPrecedes(b)
    case .signed: Self.precedes(signedBytes: a.reversed(), b.reversed())
    case .signedBytes: Self.precedes(signedBytes: a, b)
    case .floatingPoint: Self.number(a) < Self.number(b)
    case .float16: Self.key(float16: a) < Self.key(float16: b)
    case .undefined: false
    }
  }

  private static func number(_ bytes: [UInt8]) -> Double {
    if bytes.count == 4 { return Double(Float(bitPattern: bytes.rawBytes.integer(at: 0, as: UInt32.self))) }
    return Double(bitPattern: bytes.rawBytes.integer(at: 0, as: UInt64.self))
  }

  /// A number that orders halves as the values they stand for, both zeros alike; nil for NaN.
  static func key(half bits: UInt16) -> Int? {
    let magnitude = Int(bits & 0x7fff)
    if magnitude > 0x7c00 { return nil }
    return bits & 0x8000 == 0 ? magnitude : -magnitude
  }

  private static func key(float16 bytes: [UInt8]) -> Int {
    key(half: bytes.rawBytes.integer(at: 0, as: UInt16.self)) ?? 0
  }

  /// Two's complement, most significant byte first; the shorter one is extended by its sign.
  static func precedes(signedBytes a: some Collection<UInt8>, _ b: some Collection<UInt8>) -> Bool {
    let (a, b) = (Array(a), Array(b))
    let (signA, signB): (UInt8, UInt8) = ((a.first ?? 0) & 0x80, (b.first ?? 0) & 0x80)
    if signA != signB { return signA != 0 }
    let fill: UInt8 = signA == 0 ? 0 : 0xff
    let length = max(a.count, b.count)
    for index in 0..<length {
      let byteA = index < length - a.count ? fill : a[index - (length - a.count)]
      let byteB = index < length - b.count ? fill : b[index - (length - b.count)]
      if byteA != byteB { return byteA < byteB }
    }
    return false
  }
}
