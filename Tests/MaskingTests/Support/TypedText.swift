import Columnar

/// Short names for the leaf types that tests speak of.
let namedTypes: [String: LeafType] = [
  "bool": LeafType(.boolean), "s": .string, "bin": LeafType(.byteArray), "fixed3": LeafType(.fixedLengthByteArray(3)),
  "uuid": LeafType(.fixedLengthByteArray(16), .uuid), "f16": LeafType(.fixedLengthByteArray(2), .float16),
  "f32": LeafType(.float), "f64": LeafType(.double), "date": LeafType(.int32, .date), "int96": LeafType(.int96),
  "i8": LeafType(.int32, .integer(bits: 8, signed: true)), "u8": LeafType(.int32, .integer(bits: 8, signed: false)),
  "i16": LeafType(.int32, .integer(bits: 16, signed: true)), "u16": LeafType(.int32, .integer(bits: 16, signed: false)),
  "i32": LeafType(.int32), "u32": LeafType(.int32, .integer(bits: 32, signed: false)),
  "i64": LeafType(.int64), "u64": LeafType(.int64, .integer(bits: 64, signed: false)),
  "d5.2": LeafType(.int32, .decimal(precision: 5, scale: 2)), "d4": LeafType(.int32, .decimal(precision: 4, scale: 2)),
  "d18": LeafType(.int64, .decimal(precision: 18, scale: 6)), "d9": LeafType(.int64, .decimal(precision: 9, scale: 0)),
  "d38": LeafType(.fixedLengthByteArray(16), .decimal(precision: 38, scale: 4)),
  "d20": LeafType(.byteArray, .decimal(precision: 20, scale: 20)),
  "ms": LeafType(.int64, .timestamp(.millis, utc: false)), "us": LeafType(.int64, .timestamp(.micros, utc: true)),
  "ns": LeafType(.int64, .timestamp(.nanos, utc: false)), "t": LeafType(.int64, .time(.micros, utc: false)),
  "t3": LeafType(.int32, .time(.millis, utc: false)),
]

/// One value of a type from its canonical text.
func value(_ text: String, _ type: LeafType) -> Values? {
  switch (type.kind, type.physical) {
  case (.boolean, _): .boolean(Bitmap([text == "true"]))
  case (.string, _): .bytes(ByteStrings([text]))
  case (.binary, .byteArray): .bytes(ByteStrings([text]))
  case (.binary, _): .fixed(FixedBytes(width: text.utf8.count, count: 1, bytes: Array(text.utf8)))
  case (.uuid, _): fixed(hexadecimal(text.filter { $0 != "-" }))
  case (.float16, _):
    Float16(text).map {
      fixed([UInt8(truncatingIfNeeded: $0.bitPattern), UInt8(truncatingIfNeeded: $0.bitPattern >> 8)])
    }
  case (.float32, _): Float(text).map { .float([$0]) }
  case (.float64, _): Double(text).map { .double([$0]) }
  case (.integer(64, signed: false), _): UInt64(text).map { .int64([Int64(bitPattern: $0)]) }
  case (.integer(_, signed: false), _): UInt32(text).map { .int32([Int32(bitPattern: $0)]) }
  case (.integer(64, _), _): Int64(text).map { .int64([$0]) }
  case (.integer, _): Int32(text).map { .int32([$0]) }
  case (.decimal, _): ExactDecimal(text).flatMap { decimal($0, type) }
  case (.date, _): Moment.parse(text).map { .int32([Int32($0.days)]) }
  case (.timestamp(let unit, _), _):
    Moment.parse(text).map { .int64([Int64($0.nanoseconds / (1_000_000_000 / Int128(unit.perSecond)))]) }
  case (.timestamp96, _): Moment.parse(text).map { fixed(Timestamp96(nanoseconds: $0.nanoseconds).bytes ?? []) }
  case (.time(let unit, _), let physical):
    Moment.parseTime(utf8: Array(text.utf8)[...]).map { time in
      let count = time / (1_000_000_000 / unit.perSecond)
      return physical == .int32 ? .int32([Int32(count)]) : .int64([count])
    }
  }
}

private func fixed(_ bytes: [UInt8]) -> Values { .fixed(FixedBytes(width: bytes.count, count: 1, bytes: bytes)) }

private func decimal(_ number: ExactDecimal, _ type: LeafType) -> Values {
  switch type.physical {
  case .int32: return .int32([Int32(number.unscaled)])
  case .int64: return .int64([Int64(number.unscaled)])
  case .fixedLengthByteArray(let width):
    return fixed((0..<width).reversed().map { UInt8(truncatingIfNeeded: number.unscaled >> Int128(8 * $0)) })
  default:
    var strings = ByteStrings()
    strings.append((0..<16).reversed().map { UInt8(truncatingIfNeeded: number.unscaled >> Int128(8 * $0)) })
    return .bytes(strings)
  }
}

/// Bytes of hexadecimal digits.
func hexadecimal(_ text: some StringProtocol) -> [UInt8] {
  let digits = text.compactMap { $0.hexDigitValue }
  return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// Bytes as hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}
