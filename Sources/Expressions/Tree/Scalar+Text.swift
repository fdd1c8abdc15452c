import Columnar

extension Scalar {
  /// Text that reads back as the same literal, of the same kind.
  func text(_ kind: Kind) -> String {
    switch self {
    case .null: "NULL"
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .integer(let number): Self.text(number, kind)
    case .decimal(let number):
      // A whole number of 2^64 or more reads as a decimal without a point.
      number.scale == 0 && number.unscaled.magnitude <= UInt64.max ? number.text + ".0" : number.text
    case .float(let number): Self.text(number)
    case .bytes(let bytes):
      switch kind {
      case .binary: "X'" + bytes.map { Self.hexadecimal($0) }.joined() + "'"
      case .uuid: "'" + Self.text(bytes, LeafType(.fixedLengthByteArray(16), .uuid)) + "'"
      default: Self.quoted(String(decoding: bytes, as: UTF8.self))
      }
    case .interval(let interval): interval.text
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { result.unicodeScalars.append("'") }
      result.unicodeScalars.append(scalar)
    }
    return result + "'"
  }

  /// `%.17g`, with an exponent always: a number without one would be a decimal.
  static func text(_ number: Double) -> String {
    let text = canonicalText(of: .double([number]), type: LeafType(.double)).string(0)
    return text.utf8.contains(UInt8(ascii: "e")) ? text : text + "e0"
  }

  private static func text(_ number: Int128, _ kind: Kind) -> String {
    switch kind {
    case .date: "DATE '" + dateText(number) + "'"
    case .time: "'" + dropDay(timestampText(number)) + "'"
    case .timestamp: "TIMESTAMP '" + timestampText(number) + "'"
    case .timestamptz: "TIMESTAMP '" + timestampText(number) + "Z'"
    default: String(number)
    }
  }

  /// `YYYY-MM-DD` of days since 1970-01-01.
  static func dateText(_ days: Int128) -> String {
    String(timestampText(days * Moment.nanosecondsPerDay).utf8.split(separator: UInt8(ascii: "T"))[0]) ?? ""
  }

  /// `YYYY-MM-DDTHH:MM:SS.fffffffff` of nanoseconds since 1970-01-01, for any that a column or a shift can give.
  static func timestampText(_ nanoseconds: Int128) -> String {
    guard let bytes = Timestamp96(nanoseconds: nanoseconds).bytes else { return "" }
    let stored = Values.fixed(FixedBytes(width: 12, count: 1, bytes: bytes))
    return canonicalText(of: stored, type: LeafType(.int96)).string(0)
  }

  private static func dropDay(_ text: String) -> String { String(text.drop { $0 != "T" }.dropFirst()) }

  private static func text(_ bytes: [UInt8], _ type: LeafType) -> String {
    canonicalText(of: .fixed(FixedBytes(width: bytes.count, count: 1, bytes: bytes)), type: type).string(0)
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}

extension Interval {
  /// In months or seconds, or in a larger unit where that would need more than nine digits.
  var text: String {
    let units: [(String, Int128, Int128)] =
      months != 0
      ? [("MONTH", Int128(months), 1), ("YEAR", Int128(months), 12)]
      : [
        ("SECOND", nanoseconds, 1), ("MINUTE", nanoseconds, 60), ("HOUR", nanoseconds, 3_600),
        ("DAY", nanoseconds, 86_400),
      ]
    let scale = months != 0 ? 1 : Moment.nanosecondsPerSecond
    let (unit, count, size) =
      units.first { $0.1 / scale / $0.2 < 1_000_000_000 && $0.1 / scale / $0.2 > -1_000_000_000 } ?? units[0]
    return "INTERVAL '\(count / scale / size)' \(unit)"
  }
}
